package io.siteward.sandbox.aws.cloudfront.viewer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.sandbox.aws.policy.CidrBlock;
import io.siteward.sandbox.aws.policy.Wildcard;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a signer allows: what may be read, until when, from when on, and by whom.
 *
 * @param signed the bytes that the signature is over
 * @param resource a URL, possibly with wildcards
 * @param lessThan the moment at which it ends
 * @param greaterThan the moment after which it begins
 * @param sourceIp an IPv4 range
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Custom
 *     policies</a>
 */
record AccessPolicy(
        SdkBytes signed,
        String resource,
        Instant lessThan,
        Optional<Instant> greaterThan,
        Optional<CidrBlock> sourceIp) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Pattern IPV4_RANGE = Pattern.compile("(OCTET\\.){3}OCTET/([0-9]|[12][0-9]|3[0-2])"
            .replace("OCTET", "([0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5])"));

    /** Times are 32-bit integers. */
    private static final long LATEST = Integer.MAX_VALUE;

    private static final String EPOCH_TIME = "AWS:EpochTime";
    private static final String SOURCE_IP = "AWS:SourceIp";

    /** What CloudFront answers with {@code MalformedPolicy}. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }

        Malformed(Throwable cause) {
            super(cause);
        }
    }

    /**
     * The policy that a URL with {@code Expires} stands for: no white space, the URL as the viewer asked for it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Canned
     *     policies</a>
     */
    static AccessPolicy canned(String url, String expires) throws Malformed {
        if (!expires.matches("[0-9]{1,10}") || Long.parseLong(expires) > LATEST) {
            throw new Malformed("Expires is no time");
        }
        String text = "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"" + EPOCH_TIME
                + "\":" + expires + "}}}]}";
        // Wildcards are for custom policies: a canned one is for the URL that it was made from.
        return new AccessPolicy(
                SdkBytes.fromUtf8String(text),
                "*",
                Instant.ofEpochSecond(Long.parseLong(expires)),
                Optional.empty(),
                Optional.empty());
    }

    static AccessPolicy custom(SdkBytes json) throws Malformed {
        JsonNode statements = parse(json).path("Statement");
        if (!statements.isArray() || statements.size() != 1) {
            throw new Malformed("there has to be one statement, in a list");
        }
        JsonNode statement = statements.get(0);
        allow(statement, Set.of("Resource", "Condition"));
        JsonNode condition = statement.path("Condition");
        allow(condition, Set.of("DateLessThan", "DateGreaterThan", "IpAddress"));
        return new AccessPolicy(
                json,
                resource(statement.path("Resource")),
                time(condition.path("DateLessThan")).orElseThrow(() -> new Malformed("DateLessThan is required")),
                time(condition.path("DateGreaterThan")),
                sourceIp(condition.path("IpAddress")));
    }

    boolean allows(String url, Instant now, String viewerIp) {
        return Wildcard.matches(resource, url)
                && now.isBefore(lessThan)
                && greaterThan.map(now::isAfter).orElse(true)
                && sourceIp.map(block -> block.contains(viewerIp)).orElse(true);
    }

    private static JsonNode parse(SdkBytes json) throws Malformed {
        try {
            return JSON.readTree(json.asByteArrayUnsafe());
        } catch (IOException e) {
            throw new Malformed(e);
        }
    }

    private static void allow(JsonNode object, Set<String> members) throws Malformed {
        boolean known =
                object.isObject() && object.properties().stream().allMatch(member -> members.contains(member.getKey()));
        if (!known) {
            throw new Malformed("there is more or less than " + members);
        }
    }

    /** Without one it is for everything that the key signs for. */
    private static String resource(JsonNode resource) throws Malformed {
        if (resource.isMissingNode()) {
            return "*";
        }
        if (!resource.isTextual() || !resource.asText().matches("(https?://|http\\*://|\\*).*")) {
            throw new Malformed("the resource is no URL");
        }
        return resource.asText();
    }

    private static Optional<Instant> time(JsonNode date) throws Malformed {
        if (date.isMissingNode()) {
            return Optional.empty();
        }
        allow(date, Set.of(EPOCH_TIME));
        if (!date.path(EPOCH_TIME).isIntegralNumber() || !date.path(EPOCH_TIME).canConvertToInt()) {
            throw new Malformed("a time is no number of seconds in 32 bits");
        }
        return Optional.of(Instant.ofEpochSecond(date.path(EPOCH_TIME).asLong()));
    }

    private static Optional<CidrBlock> sourceIp(JsonNode address) throws Malformed {
        if (address.isMissingNode()) {
            return Optional.empty();
        }
        allow(address, Set.of(SOURCE_IP));
        String range = address.path(SOURCE_IP).asText();
        if (!IPV4_RANGE.matcher(range).matches()) {
            throw new Malformed("the address is no IPv4 range");
        }
        return Optional.of(CidrBlock.parse(range));
    }
}
