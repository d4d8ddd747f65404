package io.siteward.sandbox.aws.cloudfront.viewer;

import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.EC;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.LATER;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.NOW;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.PAGE;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.RSA;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.SIGNER;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.SITE;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.assertAllowed;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.assertRefused;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.policy;
import static io.siteward.sandbox.aws.cloudfront.viewer.SignedSite.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html; quoted is
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
 */
class SignedAccessTest {
    @ParameterizedTest
    @CsvSource({"KRSA, SHA1", "KRSA, SHA256", "KEC, SHA1", "KEC, SHA256"})
    void letsInByEitherKindOfKeyAndHash(String key, String hash) {
        TestSigner signer = new TestSigner(key, key.equals("KRSA") ? RSA : EC, hash);

        assertAllowed(signer.canned(PAGE, LATER));
        assertAllowed(signer.custom(PAGE, policy(PAGE, "")));
        assertAllowed(PAGE, signer.cannedCookies(PAGE, LATER));
        assertAllowed(PAGE, signer.customCookies(policy(SITE + "/members/*", "")));
    }

    /** The SDK's own signer, which knows RSA with SHA-1, agrees. */
    @Test
    void letsInWhomTheSdkSignsFor() {
        CloudFrontUtilities sdk = CloudFrontUtilities.create();
        Instant expires = Instant.ofEpochSecond(LATER);

        assertAllowed(sdk.getSignedUrlWithCannedPolicy(canned -> canned.keyPairId("KRSA")
                        .privateKey(RSA.getPrivate())
                        .resourceUrl(PAGE + "?size=large")
                        .expirationDate(expires))
                .url());
        assertAllowed(sdk.getSignedUrlWithCustomPolicy(custom -> custom.keyPairId("KRSA")
                        .privateKey(RSA.getPrivate())
                        .resourceUrl(PAGE)
                        .resourceUrlPattern(SITE + "/members/*")
                        .activeDate(NOW.minusSeconds(1))
                        .ipRange("127.0.0.0/8")
                        .expirationDate(expires))
                .url());
        var cookies = sdk.getCookiesForCustomPolicy(custom -> custom.keyPairId("KRSA")
                .privateKey(RSA.getPrivate())
                .resourceUrl(PAGE)
                .expirationDate(expires));
        assertAllowed(
                PAGE,
                cookies.policyHeaderValue() + "; " + cookies.signatureHeaderValue() + "; "
                        + cookies.keyPairIdHeaderValue());
    }

    /** https://repost.aws/knowledge-center/cloudfront-troubleshoot-signed-url-cookies */
    @Test
    void saysWhatIsMissingOrWrong() {
        assertRefused("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", PAGE);
        assertRefused("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", PAGE + "?Key-Pair-Id=");
        assertRefused("InvalidKey", "Unknown Key", new TestSigner("KNONE", EC, "SHA256").canned(PAGE, LATER));
        assertRefused("MalformedSignature", "Could not unencode Signature", PAGE + "?Expires=1&Key-Pair-Id=KEC");
        assertRefused(
                "MalformedSignature", "Could not unencode Signature", PAGE + "?Expires=1&Signature=!&Key-Pair-Id=KEC");
        assertRefused("MalformedPolicy", "Malformed Policy", PAGE + "?Policy=!&Signature=AAAA&Key-Pair-Id=KEC");
        assertRefused("MalformedPolicy", "Malformed Policy", PAGE + "?Signature=AAAA&Key-Pair-Id=KEC");
        assertRefused("AccessDenied", "Access denied", PAGE + "?Expires=" + LATER + "&Signature=AAAA&Key-Pair-Id=KEC");
    }

    @Test
    void refusesTheKeyOfAGroupThatTheBehaviourDoesNotTrust() {
        String url = SIGNER.canned(PAGE, LATER);
        assertThat(refusal(List.of("other"), url, Map.of()))
                .hasValueSatisfying(answer -> assertThat(answer).contains("<Code>InvalidKey</Code>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SITE + "/members/b.html",
                SITE + "/members/a.html?size=large",
                "http://d1.cloudfront.net/members/a.html",
                "https://d2.cloudfront.net/members/a.html",
                "https://D1.cloudfront.net/members/a.html",
                SITE + "/members/%61.html",
                SITE + "/members/./a.html",
                SITE + "//members/a.html",
                SITE + "/members/A.html",
            })
    void refusesACannedPolicyForAnotherUrl(String asked) {
        String query = SIGNER.canned(PAGE, LATER).substring(PAGE.length() + 1);
        assertRefused("AccessDenied", "Access denied", asked + (asked.contains("?") ? "&" : "?") + query);
    }

    @Test
    void coversTheOtherParametersOfTheUrl() {
        assertAllowed(SIGNER.canned(PAGE + "?size=large&color=red", LATER));
        assertRefused(
                "AccessDenied",
                "Access denied",
                SIGNER.canned(PAGE + "?size=large&color=red", LATER).replace("red", "blue"));
        assertRefused(
                "AccessDenied",
                "Access denied",
                SIGNER.canned(PAGE + "?size=large&color=red", LATER)
                        .replace("size=large&color=red", "color=red&size=large"));
    }

    /** "In certain rare circumstances, you might need to put your query string parameters after Key-Pair-Id." */
    @Test
    void takesItsParametersInAnyOrder() {
        String url = SIGNER.canned(PAGE + "?size=large&color=red", LATER);
        List<String> parameters =
                new ArrayList<>(List.of(url.substring(url.indexOf('?') + 1).split("&")));
        Collections.reverse(parameters.subList(2, parameters.size()));
        for (int turn = 0; turn < parameters.size(); turn++) {
            Collections.rotate(parameters, 1);
            boolean isInOrder = parameters.indexOf("size=large") < parameters.indexOf("color=red");
            assertThat(refusal(List.of("group"), PAGE + "?" + String.join("&", parameters), Map.of())
                            .isEmpty())
                    .isEqualTo(isInOrder);
        }
    }

    /** AWS says nothing of a second one; whichever counts, what it allows has to be signed. */
    @Test
    void takesTheFirstOfTwoParametersOfOneName() {
        String url = SIGNER.canned(PAGE, LATER);

        assertAllowed(url + "&Expires=" + (LATER + 60) + "&Key-Pair-Id=KRSA&Signature=AAAA");
        assertRefused("AccessDenied", "Access denied", url.replace("?", "?Expires=" + (LATER + 60) + "&"));
    }

    @Test
    void refusesWhateverWasTamperedWith() {
        String canned = SIGNER.canned(PAGE, LATER);
        String custom = SIGNER.custom(PAGE, policy(PAGE, ""));
        String wider = SIGNER.custom(PAGE, policy(SITE + "/*", ""));

        assertRefused("AccessDenied", "Access denied", canned.replace("=" + LATER, "=" + (LATER + 1)));
        assertRefused("AccessDenied", "Access denied", canned.replace("Key-Pair-Id=KEC", "Key-Pair-Id=KRSA"));
        assertRefused("AccessDenied", "Access denied", parameter("Policy", wider, custom));
        assertRefused("AccessDenied", "Access denied", parameter("Signature", wider, custom));
        assertRefused("AccessDenied", "Access denied", custom.replace("Policy=", "Expires=" + LATER + "&X="));
    }

    /** The second URL with a parameter of the first. */
    private static String parameter(String name, String from, String in) {
        String value = from.replaceFirst(".*[?&]" + name + "=([^&]*).*", "$1");
        return in.replaceFirst("([?&]" + name + "=)[^&]*", "$1" + value);
    }

    @Test
    void endsAtItsTime() {
        assertAllowed(SIGNER.canned(PAGE, NOW.getEpochSecond() + 1));
        assertRefused("AccessDenied", "Access denied", SIGNER.canned(PAGE, NOW.getEpochSecond()));
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html */
    @Test
    void looksAtNoCookieWhenTheUrlIsSigned() {
        String good = SIGNER.cannedCookies(PAGE, LATER);
        String bad = SIGNER.cannedCookies(PAGE, NOW.getEpochSecond());

        assertAllowed(SIGNER.canned(PAGE, LATER), bad);
        assertRefused("AccessDenied", "Access denied", SIGNER.canned(PAGE, NOW.getEpochSecond()), good);
        assertRefused("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", PAGE + "?Expires=1", good);
    }

    @Test
    void doesNotTakeASignatureOfAnotherHash() {
        String sha256 = SIGNER.canned(PAGE, LATER);
        assertRefused("AccessDenied", "Access denied", sha256.replace("&Hash-Algorithm=SHA256", ""));
        assertRefused("AccessDenied", "Access denied", sha256.replace("=SHA256", "=SHA1"));
        assertRefused("AccessDenied", "Access denied", sha256.replace("=SHA256", "=MD5"));
    }
}
