package io.siteward.sandbox.aws.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.TagResourceRequest;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.SelectObjectContentRequest;

/** Every kind of rule, broken on purpose. */
class ViolationsTest {

    /** A request with one thing wrong. */
    record Planted(String service, String operation, SdkRequest request, String path, String constraint) {
        @Override
        public String toString() {
            return path + ": " + constraint;
        }
    }

    static Stream<Planted> planted() {
        return Stream.of(
                distribution("callerReference", "not be null", config -> config.callerReference(null)),
                distribution(
                        "origins.items.1.member.domainName",
                        "not be null",
                        config -> config.origins(origins -> origins.quantity(1)
                                .items(Origin.builder().id("bucket").build()))),
                distribution(
                        "origins.items",
                        "length greater than or equal to 1",
                        config -> config.origins(origins -> origins.quantity(0).items(List.of()))),
                distribution("priceClass", "enum value set", config -> config.priceClass("PriceClass_300")),
                distribution(
                        "defaultCacheBehavior.allowedMethods.items.2.member",
                        "enum value set",
                        config -> config.defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                .viewerProtocolPolicy("https-only")
                                .allowedMethods(methods -> methods.quantity(2).itemsWithStrings("GET", "FETCH")))),
                distribution(
                        "origins.items.1.member.originShield.originShieldRegion",
                        "regular expression pattern: [a-z]{2}-[a-z]+-\\d",
                        config -> config.origins(origins -> origins.quantity(1)
                                .items(origin().originShield(
                                                shield -> shield.enabled(true).originShieldRegion("Frankfurt"))
                                        .build()))),
                tag("key", "length less than or equal to 128", "k".repeat(129), "v"),
                tag("key", "length greater than or equal to 1", "", "v"),
                tag("value", "regular expression pattern", "k", "what?"),
                new Planted(
                        "cloudfront",
                        "CreateFunction",
                        CreateFunctionRequest.builder()
                                .name("rewrite")
                                .functionConfig(config -> config.comment("").runtime("cloudfront-js-2.0"))
                                .functionCode(SdkBytes.fromByteArray(new byte[40_961]))
                                .build(),
                        "functionCode",
                        "length less than or equal to 40960"),
                new Planted(
                        "s3",
                        "ListBuckets",
                        ListBucketsRequest.builder().maxBuckets(10_001).build(),
                        "maxBuckets",
                        "value less than or equal to 10000"),
                new Planted(
                        "s3",
                        "ListBuckets",
                        ListBucketsRequest.builder().maxBuckets(0).build(),
                        "maxBuckets",
                        "value greater than or equal to 1"),
                new Planted(
                        "s3",
                        "PutBucketCors",
                        PutBucketCorsRequest.builder()
                                .bucket("docs")
                                .corsConfiguration(cors -> cors.corsRules(
                                        CORSRule.builder().allowedMethods("GET").build()))
                                .build(),
                        "cORSConfiguration.cORSRules.1.member.allowedOrigins",
                        "not be null"),
                new Planted(
                        "s3",
                        "GetObject",
                        GetObjectRequest.builder().bucket("docs").key("").build(),
                        "key",
                        "length greater than or equal to 1"),
                new Planted(
                        "acm",
                        "DescribeCertificate",
                        DescribeCertificateRequest.builder().build(),
                        "certificateArn",
                        "not be null"));
    }

    private static Planted distribution(String path, String constraint, Consumer<DistributionConfig.Builder> change) {
        DistributionConfig config = DistributionConfig.builder()
                .callerReference("one")
                .comment("")
                .enabled(true)
                .origins(origins -> origins.quantity(1).items(origin().build()))
                .defaultCacheBehavior(
                        behavior -> behavior.targetOriginId("bucket").viewerProtocolPolicy("https-only"))
                .applyMutation(change)
                .build();
        return new Planted(
                "cloudfront",
                "CreateDistribution",
                CreateDistributionRequest.builder().distributionConfig(config).build(),
                "distributionConfig." + path,
                constraint);
    }

    private static Origin.Builder origin() {
        return Origin.builder().id("bucket").domainName("docs.s3.eu-central-1.amazonaws.com");
    }

    private static Planted tag(String member, String constraint, String key, String value) {
        return new Planted(
                "cloudfront",
                "TagResource",
                TagResourceRequest.builder()
                        .resource("arn:aws:cloudfront::111122223333:distribution/E1")
                        .tags(tags -> tags.items(
                                Tag.builder().key("fine").value("").build(),
                                Tag.builder().key(key).value(value).build()))
                        .build(),
                "tags.items.2.member." + member,
                constraint);
    }

    @ParameterizedTest
    @MethodSource("planted")
    void areFoundWhereTheyAre(Planted planted) {
        assertThat(OfficialModels.instance().violations(planted.service, planted.operation, planted.request))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.path()).isEqualTo(planted.path);
                    assertThat(violation.constraint()).contains(planted.constraint);
                });
    }

    @Test
    void areSaidInTheWordsOfAws() {
        SdkRequest request = ListBucketsRequest.builder().maxBuckets(0).build();

        assertThat(OfficialModels.instance().violations("s3", "ListBuckets", request))
                .singleElement()
                .hasToString("s3 ListBuckets: Value '0' at 'maxBuckets' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 1");
    }

    @Test
    void areWholeOperationsThatHaveNoModel() {
        assertThat(OfficialModels.instance()
                        .violations(
                                "s3",
                                "SelectObjectContent",
                                SelectObjectContentRequest.builder().build()))
                .extracting(Violation::constraint)
                .containsExactly(OfficialModels.NO_MODEL);
    }

    @Test
    void areMembersThatTheModelDoesNotHave() throws JsonProcessingException {
        assertThat(found("""
                "R": {"type": "structure", "members": {"Bucket": null, "Key": null}}""")).containsExactly("metadata: " + StructureShape.UNKNOWN);
    }

    /** No map of a request that is served has rules: the models' next ones may. */
    @Test
    void areFoundInTheKeysAndValuesOfAMap() throws JsonProcessingException {
        assertThat(found("""
                "R": {"type": "structure", "members": {"Bucket": null, "Key": null, "Metadata": "M"}},
                "M": {"type": "map", "max": 1, "key": "K", "value": "V"},
                "K": {"type": "string", "pattern": "[a-z]"},
                "V": {"type": "string", "enum": ["x", "y"]}"""))
                .containsExactlyInAnyOrder(
                        "metadata: Member must have length less than or equal to 1",
                        "metadata.b2.key: Member must satisfy regular expression pattern: [a-z]",
                        "metadata.b2.member: Member must satisfy enum value set: [x, y]");
    }

    private static List<String> found(String shapes) throws JsonProcessingException {
        ModelTable table = ModelTable.read(new ObjectMapper().readTree("{\"shapes\": {" + shapes + "}}"));
        RequestCheck check = new RequestCheck("s3", "PutObject", table.shapes());
        SdkRequest request = PutObjectRequest.builder()
                .bucket("docs")
                .key("a")
                .metadata(Map.of("a", "x", "b2", "z"))
                .build();
        check.value(Optional.of("R"), request, "");
        return check.found().stream()
                .map(violation -> violation.path() + ": " + violation.constraint())
                .toList();
    }

    @Test
    void cannotBeMissedByARuleThatIsNotUnderstood() {
        assertThatThrownBy(() -> found("""
                "R": {"type": "structure", "members": {}, "union": true}""")).hasMessageContaining("union");
    }

    @Test
    void cannotBeMissedByAShapeOfAnotherKind() {
        assertThatThrownBy(() -> found("""
                "R": {"type": "structure", "members": {"Bucket": "N", "Key": null, "Metadata": null}},
                "N": {"type": "integer", "min": 1}"""))
                .hasMessageContaining("the model says that bucket is a N, the SDK has a String");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-z[0-9]]", "[a-z&&[^b]]", "[\\u1F600]"})
    void cannotBeMissedByAPatternThatJavaReadsInAnotherWay(String pattern) {
        assertThatThrownBy(() -> PatternDialect.compile(pattern)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-zA-Z0-9-_]{1,64}", "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)", "\\[a[b]", "[\\u0009\\[]+"})
    void areJudgedByPatternsThatMeanTheSameInJava(String pattern) {
        assertThat(PatternDialect.compile(pattern).pattern()).isEqualTo(pattern);
    }

    @Test
    void readsTheCharactersOutsideTheFirstPlaneAsJavaWritesThem() {
        Pattern printable = PatternDialect.compile("[\\u0020-\\u007E\\u10000-\\u10FFFF]+");
        assertThat("role/\uD83D\uDE00").matches(printable);
        assertThat("role/\u1000").doesNotMatch(printable);
    }
}
