package io.siteward.sandbox.aws.cloudfront.viewer;

import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.LATER;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.NOW;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.PAGE;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.SIGNER;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.SITE;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.assertAllowed;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.assertRefused;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.policy;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a custom policy allows, and which are none; quoted is
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
class CustomPolicyTest {
    /** The three URLs that AWS gives as examples. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                SITE + "/game_download.zip",
                SITE + "/example_game_download.zip?license=yes",
                SITE + "/test_game_download.zip?license=temp"
            })
    void comparesACustomPolicyWithTheQueryToo(String url) {
        String policy = policy(SITE + "/*game_download.zip*", "");

        assertAllowed(SIGNER.custom(url, policy));
        assertRefused("AccessDenied", "Access denied", SIGNER.custom(SITE + "/game_upload.zip", policy));
    }

    @Test
    void comparesACustomPolicyWithoutWildcardsAsItIs() {
        assertAllowed(SIGNER.custom(PAGE + "?size=large", policy(PAGE + "?size=large", "")));
        assertRefused("AccessDenied", "Access denied", SIGNER.custom(PAGE + "?size=large", policy(PAGE, "")));
        assertRefused("AccessDenied", "Access denied", SIGNER.custom(PAGE, policy(PAGE + "?size=large", "")));
    }

    @ParameterizedTest
    @CsvSource({"https://, true, false", "http://, false, true", "http*://, true, true", "*://, true, true"})
    void looksAtTheProtocol(String protocol, boolean withTls, boolean without) {
        String policy = policy(protocol + "d1.cloudfront.net/members/*", "");

        assertThat(refusal(List.of("group"), SIGNER.custom(PAGE, policy), Map.of())
                        .isEmpty())
                .isEqualTo(withTls);
        assertThat(refusal(List.of("group"), SIGNER.custom(PAGE.replace("https", "http"), policy), Map.of())
                        .isEmpty())
                .isEqualTo(without);
    }

    /** "If you omit the Resource parameter, users can access all of the files associated with any distribution" of the key. */
    @Test
    void letsAPolicyWithoutAResourceOpenEverything() {
        assertAllowed(SIGNER.custom(
                PAGE, "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + LATER + "}}}]}"));
    }

    /**
     * "Use a 32-bit integer for a date which can be no later than 2147483647."
     * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
     */
    @Test
    void knowsNoTimeBeyondThirtyTwoBits() {
        String endless = policy(PAGE, "").replace(Long.toString(LATER), "2147483648");

        assertAllowed(SIGNER.canned(PAGE, 2_147_483_647));
        assertRefused("MalformedPolicy", "Malformed Policy", SIGNER.canned(PAGE, 2_147_483_648L));
        assertRefused("MalformedPolicy", "Malformed Policy", SIGNER.canned(PAGE, 9_999_999_999L));
        assertRefused("MalformedPolicy", "Malformed Policy", SIGNER.custom(PAGE, endless));
        assertRefused(
                "MalformedPolicy",
                "Malformed Policy",
                SIGNER.custom(PAGE, policy(PAGE, ",\"DateGreaterThan\":{\"AWS:EpochTime\":-2147483649}")));
    }

    /** "You must specify IP address ranges in standard IPv4 CIDR format." "IP addresses in IPv6 format are not supported." */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "203.0.113.0/33",
                "203.0.113.0/024",
                "203.0.113.0/+24",
                "203.0.113/24",
                "203.0.113.256/32",
                "2001:db8::/32",
                "::ffff:203.0.113.0/120",
                "localhost/32",
                "*",
            })
    void takesNoAddressesButARangeOfIpv4(String range) {
        assertRefused(
                "MalformedPolicy",
                "Malformed Policy",
                SIGNER.custom(PAGE, policy(PAGE, ",\"IpAddress\":{\"AWS:SourceIp\":\"" + range + "\"}")));
    }

    @Test
    void beginsAfterItsTime() {
        String from = ",\"DateGreaterThan\":{\"AWS:EpochTime\":%d}";
        assertAllowed(SIGNER.custom(PAGE, policy(PAGE, from.formatted(NOW.getEpochSecond() - 1))));
        assertRefused(
                "AccessDenied",
                "Access denied",
                SIGNER.custom(PAGE, policy(PAGE, from.formatted(NOW.getEpochSecond() + 1))));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/32, 203.0.113.7, true",
        "203.0.113.0/24, 203.0.113.99, true",
        "203.0.113.0/24, 203.0.114.1, false",
        "0.0.0.0/0,      203.0.114.1, true",
        "0.0.0.0/0,      2001:db8::1, false",
    })
    void looksAtTheViewersAddress(String range, String address, boolean allowed) {
        String policy = policy(PAGE, ",\"IpAddress\":{\"AWS:SourceIp\":\"" + range + "\"}");
        assertThat(refusal(List.of("group"), SIGNER.custom(PAGE, policy), Map.of("x-forwarded-for", address))
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://d1.cloudfront.net/members/*,        true",
        "https://d1.cloudfront.net/members/?.html,   true",
        "http*://d1.cloudfront.net/*,                true",
        "*,                                          true",
        "*/members/a.html,                           true",
        "https://d1.cloudfront.net/members/,         false",
        "https://d1.cloudfront.net/public/*,         false",
        "https://d2.cloudfront.net/*,                false",
        "HTTPS://d1.cloudfront.net/*,                malformed",
    })
    void knowsWildcardsInACustomPolicy(String resource, String outcome) {
        String url = SIGNER.custom(PAGE, policy(resource, ""));
        switch (outcome) {
            case "true" -> assertAllowed(url);
            case "false" -> assertRefused("AccessDenied", "Access denied", url);
            default -> assertRefused("MalformedPolicy", "Malformed Policy", url);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[",
                "{\"Statement\":[]}",
                "{\"Statement\":{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647}}}}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":\"soon\"}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":\"2147483647\"}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647.0}}}]}",
                "{\"Statement\":[{\"Resource\":[\"*\"],\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647}}}]}",
                "{\"Statement\":[{\"Resource\":\"d1.cloudfront.net/*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":"
                        + "{\"AWS:EpochTime\":2147483647}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647}}},"
                        + "{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647},"
                        + "\"IpAdress\":{\"AWS:SourceIp\":\"1.2.3.4\"}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647},"
                        + "\"IpAddress\":{\"AWS:SourceIp\":\"here\"}}}]}",
            })
    void refusesAMalformedPolicy(String policy) {
        assertRefused("MalformedPolicy", "Malformed Policy", SIGNER.custom(PAGE, policy));
    }
}
