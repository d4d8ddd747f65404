package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

class SettingTest {
    private static final String API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private static final String CORS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html";
    private static final String LIFECYCLE =
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html";

    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    @BeforeEach
    void makeBucket() {
        aws.bucket("docs");
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                tags(
                        "fifty-one tags",
                        "BadRequest",
                        IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "")).toList()),
                tags("a key of 129 characters", "InvalidTag", List.of(tag("k".repeat(129), ""))),
                tags("a value of 257 characters", "InvalidTag", List.of(tag("k", "v".repeat(257)))),
                tags("a system tag", "InvalidTag", List.of(tag("AWS:k", ""))),
                tags("one key twice", "InvalidTag", List.of(tag("k", "1"), tag("k", "2"))),
                cors("a method that is none", "InvalidRequest", rule -> rule.allowedMethods("OPTIONS")),
                cors("no origin", "MalformedXML", rule -> rule.allowedOrigins(List.of())),
                cors("no method", "MalformedXML", rule -> rule.allowedMethods(List.of())),
                cors("two wildcards", "InvalidRequest", rule -> rule.allowedOrigins("https://*.*.com")),
                cors("a wildcard for exposing", "InvalidRequest", rule -> rule.exposeHeaders("x-*")),
                lifecycle("an id of 256 characters", "InvalidArgument", rule -> rule.id("i".repeat(256))),
                lifecycle(
                        "no action",
                        "InvalidRequest",
                        rule -> rule.noncurrentVersionExpiration((NoncurrentVersionExpiration) null)),
                lifecycle("a status that is none", "MalformedXML", rule -> rule.status("On")),
                lifecycle(
                        "two things in a filter",
                        "MalformedXML",
                        rule -> rule.filter(filter -> filter.prefix("a").objectSizeLessThan(1L))),
                lifecycle(
                        "days and a date",
                        "MalformedXML",
                        rule -> rule.expiration(expiration -> expiration.days(1).date(Instant.EPOCH))),
                lifecycle(
                        "zero days",
                        "InvalidArgument",
                        rule -> rule.noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(0))),
                lifecycle(
                        "an upload abandoned by tag",
                        "InvalidRequest",
                        rule -> rule.filter(filter -> filter.tag(tag("k", "v")))
                                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1))));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static Refusal tags(String what, String code, List<Tag> tags) {
        return refusal(
                what,
                API + "API_PutBucketTagging.html",
                code,
                (s3, bucket) ->
                        s3.putBucketTagging(request -> request.bucket(bucket).tagging(set -> set.tagSet(tags))));
    }

    private static Refusal cors(String what, String code, Consumer<CORSRule.Builder> change) {
        CORSRule.Builder rule = CORSRule.builder().allowedMethods("GET").allowedOrigins("https://example.com");
        change.accept(rule);
        return refusal(
                what,
                CORS,
                code,
                (s3, bucket) -> s3.putBucketCors(request -> request.bucket(bucket)
                        .corsConfiguration(configuration -> configuration.corsRules(rule.build()))));
    }

    private static Refusal lifecycle(String what, String code, Consumer<LifecycleRule.Builder> change) {
        LifecycleRule.Builder rule = rule("old");
        change.accept(rule);
        return refusal(what, LIFECYCLE, code, (s3, bucket) -> putLifecycle(s3, bucket, rule.build()));
    }

    private static LifecycleRule.Builder rule(String id) {
        return LifecycleRule.builder()
                .id(id)
                .status("Enabled")
                .filter(filter -> filter.prefix(""))
                .noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(30));
    }

    private static void putLifecycle(S3Client s3, String bucket, LifecycleRule... rules) {
        s3.putBucketLifecycleConfiguration(
                request -> request.bucket(bucket).lifecycleConfiguration(configuration -> configuration.rules(rules)));
    }

    private static Refusal refusal(String what, String documentation, String code, BiConsumer<S3Client, String> call) {
        return new Refusal(what, documentation, 400, code, call);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isNotTakenAgainstTheRules(Refusal refusal) {
        refusal.check(aws, "docs");
    }

    @Test
    void keepsTagsLifecycleAndCorsUntilDeleted() {
        S3Client s3 = aws.client();
        s3.putBucketTagging(request -> request.bucket("docs").tagging(set -> set.tagSet(tag("a", "b"))));
        s3.putBucketTagging(request -> request.bucket("docs").tagging(set -> set.tagSet(tag("c", "d"))));
        assertThat(s3.getBucketTagging(request -> request.bucket("docs")).tagSet())
                .containsExactly(tag("c", "d"));
        s3.deleteBucketTagging(request -> request.bucket("docs"));
        assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(request -> request.bucket("docs")));

        putLifecycle(s3, "docs", rule("one").build());
        assertThat(s3.getBucketLifecycleConfiguration(request -> request.bucket("docs"))
                        .rules())
                .containsExactly(rule("one").build());
        s3.deleteBucketLifecycle(request -> request.bucket("docs"));
        assertRefused(
                404,
                "NoSuchLifecycleConfiguration",
                () -> s3.getBucketLifecycleConfiguration(request -> request.bucket("docs")));

        s3.putBucketCors(request ->
                request.bucket("docs").corsConfiguration(configuration -> configuration.corsRules(corsRule())));
        assertThat(s3.getBucketCors(request -> request.bucket("docs")).corsRules())
                .containsExactly(corsRule());
        s3.deleteBucketCors(request -> request.bucket("docs"));
        assertRefused(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(request -> request.bucket("docs")));
    }

    private static CORSRule corsRule() {
        return CORSRule.builder()
                .allowedMethods("GET", "PUT")
                .allowedOrigins("https://*.example.com")
                .allowedHeaders("x-*")
                .exposeHeaders("ETag")
                .maxAgeSeconds(60)
                .build();
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
    @Test
    void answersOriginsByTheFirstCorsRuleThatMatches() {
        aws.client()
                .putBucketCors(request ->
                        request.bucket("docs").corsConfiguration(configuration -> configuration.corsRules(corsRule())));

        assertThat(aws.s3.corsHeaders("docs", "https://www.example.com", "PUT", List.of("X-Own")))
                .hasValue(Map.of(
                        "access-control-allow-origin", "https://www.example.com",
                        "access-control-allow-credentials", "true",
                        "access-control-allow-methods", "GET, PUT",
                        "access-control-allow-headers", "X-Own",
                        "access-control-expose-headers", "ETag",
                        "access-control-max-age", "60",
                        "vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"));
        assertThat(aws.s3.corsHeaders("docs", "https://example.org", "GET", List.of()))
                .isEmpty();
        assertThat(aws.s3.corsHeaders("docs", "https://www.example.com", "DELETE", List.of()))
                .isEmpty();
        assertThat(aws.s3.corsHeaders("docs", "https://www.example.com", "GET", List.of("Range")))
                .isEmpty();
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
    @Test
    void takesAnIdOfALifecycleRuleOnce() {
        assertRefused(
                400,
                "InvalidArgument",
                () -> putLifecycle(
                        aws.client(), "docs", rule("one").build(), rule("one").build()));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
    @Test
    void replacesEncryptionAsAWholeAndFallsBackToKeysOfS3() {
        S3Client s3 = aws.client();
        encrypt(s3, kms -> kms.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID("key"));
        ServerSideEncryptionRule own = encryption(s3);
        assertThat(own.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo("key");
        assertThat(own.bucketKeyEnabled()).isTrue();
        assertThat(own.blockedEncryptionTypes()).isNull();

        assertRefused(
                400,
                "InvalidArgument",
                () -> encrypt(
                        s3, bad -> bad.sseAlgorithm(ServerSideEncryption.AES256).kmsMasterKeyID("key")));
        assertRefused(400, "MalformedXML", () -> encrypt(s3, bad -> bad.sseAlgorithm("ROT13")));
        aws.assertForbiddenByModel("serverSideEncryptionConfiguration.rules.1.member"
                + ".applyServerSideEncryptionByDefault.sSEAlgorithm");

        s3.deleteBucketEncryption(request -> request.bucket("docs"));
        assertThat(encryption(s3).applyServerSideEncryptionByDefault().sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
    }

    private static void encrypt(S3Client s3, Consumer<ServerSideEncryptionByDefault.Builder> change) {
        ServerSideEncryptionByDefault.Builder byDefault = ServerSideEncryptionByDefault.builder();
        change.accept(byDefault);
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(byDefault.build())
                .bucketKeyEnabled(true)
                .build();
        s3.putBucketEncryption(request -> request.bucket("docs")
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(List.of(rule))));
    }

    private static ServerSideEncryptionRule encryption(S3Client s3) {
        return s3.getBucketEncryption(request -> request.bucket("docs"))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
    @Test
    void knowsVersioningEnabledAndSuspendedAndNothingElse() {
        assertRefused(
                400,
                "IllegalVersioningConfigurationException",
                () -> aws.client()
                        .putBucketVersioning(request ->
                                request.bucket("docs").versioningConfiguration(bad -> bad.status("Disabled"))));
        aws.assertForbiddenByModel("versioningConfiguration.status");
    }
}
