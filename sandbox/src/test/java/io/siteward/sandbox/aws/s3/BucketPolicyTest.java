package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class BucketPolicyTest {
    private static final String GRAMMAR =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
    private static final String PRINCIPAL =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";
    private static final String CONDITIONS =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
    private static final String RESOURCES = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html";
    private static final String ACTIONS =
            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html";
    private static final String LIMITS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html";

    private static final String CLOUDFRONT = """
            {"Version": "2012-10-17", "Statement": [{
              "Sid": "cloudfront", "Effect": "Allow",
              "Principal": {"Service": "cloudfront.amazonaws.com"},
              "Action": "s3:GetObject", "Resource": "arn:aws:s3:::docs/*",
              "Condition": {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::111111111111:distribution/E1"}}}]}""";

    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    @BeforeEach
    void makeBucket() {
        aws.bucket("docs");
    }

    private void put(String policy) {
        aws.client().putBucketPolicy(request -> request.bucket("docs").policy(policy));
    }

    /** The policy of {@link #CLOUDFRONT} with one part replaced. */
    private static String with(String part, String replacement) {
        assertThat(CLOUDFRONT).contains(part);
        return CLOUDFRONT.replace(part, replacement);
    }

    @Test
    void isGivenBackWithoutWhiteSpaceAndWithAccountsAsArns() {
        put("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "222222222222"},
                 "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::docs/*"}]}""");

        assertThat(aws.client()
                        .getBucketPolicy(request -> request.bucket("docs"))
                        .policy())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},"
                        + "\"Action\":[\"s3:GetObject\"],\"Resource\":\"arn:aws:s3:::docs/*\"}]}");
    }

    @Test
    void goesAwayWhenDeletedWhetherThereOrNot() {
        put(CLOUDFRONT);

        aws.client().deleteBucketPolicy(request -> request.bucket("docs"));
        aws.client().deleteBucketPolicy(request -> request.bucket("docs"));

        assertRefused(404, "NoSuchBucketPolicy", () -> aws.client().getBucketPolicy(request -> request.bucket("docs")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\": \"*\"}",
                "{\"AWS\": \"arn:aws:iam::111111111111:role/site\"}",
                "{\"AWS\": [\"222222222222\", \"arn:aws:iam::333333333333:root\"]}"
            })
    void takesPrincipalsInTheirForms(String principal) {
        put(with("{\"Service\": \"cloudfront.amazonaws.com\"}", principal));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("no JSON", GRAMMAR, "{\"Version\""),
                Arguments.of("no object", GRAMMAR, "[]"),
                Arguments.of("white space in front", GRAMMAR, " " + CLOUDFRONT),
                Arguments.of("two documents", GRAMMAR, CLOUDFRONT + "{}"),
                Arguments.of("a version that is none", GRAMMAR, with("2012-10-17", "2026-01-01")),
                Arguments.of("no statement", GRAMMAR, "{\"Version\": \"2012-10-17\"}"),
                Arguments.of("an empty list", GRAMMAR, "{\"Version\": \"2012-10-17\", \"Statement\": []}"),
                Arguments.of("an unknown field", GRAMMAR, with("\"Sid\"", "\"Name\"")),
                Arguments.of("no effect", GRAMMAR, with("\"Effect\": \"Allow\",", "")),
                Arguments.of("an effect that is none", GRAMMAR, with("Allow", "allow")),
                Arguments.of(
                        "no principal",
                        PRINCIPAL,
                        with("\"Principal\": {\"Service\": \"cloudfront.amazonaws.com\"},", "")),
                Arguments.of("a service that is none", PRINCIPAL, with("cloudfront.amazonaws.com", "cloudfront")),
                Arguments.of("a kind of principal that is none", PRINCIPAL, with("\"Service\"", "\"Distribution\"")),
                Arguments.of(
                        "an account of eleven digits",
                        PRINCIPAL,
                        with("{\"Service\": \"cloudfront.amazonaws.com\"}", "{\"AWS\": \"22222222222\"}")),
                Arguments.of(
                        "a text for a principal",
                        PRINCIPAL,
                        with("{\"Service\": \"cloudfront.amazonaws.com\"}", "\"222222222222\"")),
                Arguments.of("no action", GRAMMAR, with("\"Action\": \"s3:GetObject\",", "")),
                Arguments.of(
                        "both kinds of action",
                        GRAMMAR,
                        with("\"Action\"", "\"NotAction\": \"s3:PutObject\", \"Action\"")),
                Arguments.of("an action that is none", ACTIONS, with("s3:GetObject", "s3:ReadObject")),
                Arguments.of("another service's action", ACTIONS, with("s3:GetObject", "sqs:SendMessage")),
                Arguments.of("no resource", GRAMMAR, with("\"Resource\": \"arn:aws:s3:::docs/*\",", "")),
                Arguments.of("another bucket", RESOURCES, with(":::docs/*", ":::other/*")),
                Arguments.of("a bucket whose name begins alike", RESOURCES, with(":::docs/*", ":::docs-2/*")),
                Arguments.of("everything", RESOURCES, with("arn:aws:s3:::docs/*", "*")),
                Arguments.of("an action on objects for the bucket", ACTIONS, with(":::docs/*", ":::docs")),
                Arguments.of("an action on buckets for objects", ACTIONS, with("s3:GetObject", "s3:ListBucket")),
                Arguments.of("an operator that is none", CONDITIONS, with("StringEquals", "StringIs")),
                Arguments.of(
                        "an address range that is none",
                        CONDITIONS,
                        with(
                                "{\"StringEquals\": {\"AWS:SourceArn\": \"arn:aws:cloudfront::111111111111:distribution/E1\"}}",
                                "{\"IpAddress\": {\"aws:SourceIp\": \"192.0.2.0/33\"}}")),
                Arguments.of("more than 20 KB", LIMITS, with("\"cloudfront\"", "\"" + "s".repeat(20 * 1024) + "\"")),
                Arguments.of(
                        "one Sid twice",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
                        CLOUDFRONT.replace(
                                "[{",
                                "[{\"Sid\": \"cloudfront\", \"Effect\": \"Deny\", \"Principal\": \"*\","
                                        + "\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::docs\"}, {")));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("malformed")
    void isNotTakenWhenMalformed(String what, String documentation, String policy) {
        assertRefused(400, "MalformedPolicy", () -> put(policy));
        assertRefused(404, "NoSuchBucketPolicy", () -> aws.client().getBucketPolicy(request -> request.bucket("docs")));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
    @Test
    void isForTheOwnersAccountAloneEvenIfItSaysOtherwise() {
        put("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "222222222222"},
                 "Action": "s3:*", "Resource": ["arn:aws:s3:::docs", "arn:aws:s3:::docs/*"]}]}""");
        S3Client stranger = aws.stranger();

        stranger.getBucketVersioning(request -> request.bucket("docs"));
        assertRefused(405, "MethodNotAllowed", () -> stranger.getBucketPolicy(request -> request.bucket("docs")));
        assertRefused(405, "MethodNotAllowed", () -> stranger.deleteBucketPolicy(request -> request.bucket("docs")));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
    @Test
    void neverLocksTheOwnersRootOut() {
        put("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
                 "Action": "s3:*", "Resource": ["arn:aws:s3:::docs", "arn:aws:s3:::docs/*"]}]}""");

        assertRefused(403, "AccessDenied", () -> aws.client().getBucketTagging(request -> request.bucket("docs")));
        aws.client().deleteBucketPolicy(request -> request.bucket("docs"));
        assertRefused(404, "NoSuchTagSet", () -> aws.client().getBucketTagging(request -> request.bucket("docs")));
    }
}
