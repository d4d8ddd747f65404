package io.siteward.sandbox.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;

class FunctionsTest {
    private final CloudFrontOnTheWire wire = new CloudFrontOnTheWire();
    private final CloudFrontClient client = wire.client;

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void runsAFunctionOnlyAfterItIsPublished() {
        String etag = Samples.createFunction(client, "f", "one").eTag();
        assertThat(stages()).containsExactly(FunctionStage.DEVELOPMENT);

        client.publishFunction(request -> request.name("f").ifMatch(etag));
        client.updateFunction(request -> request.name("f")
                .ifMatch(etag)
                .functionConfig(config -> config.comment("").runtime("cloudfront-js-2.0"))
                .functionCode(SdkBytes.fromUtf8String("two")));

        assertThat(stages()).containsExactly(FunctionStage.DEVELOPMENT, FunctionStage.LIVE);
        assertThat(code(FunctionStage.DEVELOPMENT)).isEqualTo("two");
        assertThat(code(FunctionStage.LIVE)).isEqualTo("one");
        assertThat(client.describeFunction(request -> request.name("f"))
                        .functionSummary()
                        .status())
                .isEqualTo("UNPUBLISHED");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void refuses(Refused refused) {
        refused.check(wire);
    }

    static Stream<Refused> functions() {
        return Stream.of(
                Refused.by("CreateFunction", 409, "FunctionAlreadyExists", "same name", w -> {
                    Samples.createFunction(w.client, "one", "source");
                    Samples.createFunction(w.client, "one", "source");
                }),
                Refused.by("CreateFunction", 400, "TooManyFunctions", "too many", w -> {
                    w.service.change(
                            settings -> settings.withQuotas(settings.quotas().withFunctions(1)));
                    Samples.createFunction(w.client, "one", "source");
                    Samples.createFunction(w.client, "two", "source");
                }),
                Refused.by(
                        "CreateFunction",
                        413,
                        "FunctionSizeLimitExceeded",
                        "over 10 KB",
                        w -> Samples.createFunction(w.client, "one", "x".repeat(10 * 1024 + 1))),
                Refused.by(
                        "CreateFunction",
                        400,
                        "MalformedXML",
                        "a space in the name",
                        w -> Samples.createFunction(w.client, "one two", "source")),
                Refused.by("PublishFunction", 412, "PreconditionFailed", "stale ETag", w -> {
                    Samples.createFunction(w.client, "one", "source");
                    w.client.publishFunction(request -> request.name("one").ifMatch("E0000000000000"));
                }),
                Refused.by("DescribeFunction", 404, "NoSuchFunctionExists", "not yet live", w -> {
                    Samples.createFunction(w.client, "one", "source");
                    w.client.describeFunction(request -> request.name("one").stage("LIVE"));
                }),
                Refused.by("DeleteFunction", 409, "FunctionInUse", "in use", w -> {
                    String arn = Samples.publishFunction(w.client, "one", "source");
                    Samples.create(
                            w.client,
                            Samples.distribution(
                                    "user",
                                    config -> config.defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                            .viewerProtocolPolicy("https-only")
                                            .cachePolicyId(Samples.CACHING_OPTIMIZED)
                                            .functionAssociations(functions -> functions
                                                    .quantity(1)
                                                    .items(FunctionAssociation.builder()
                                                            .functionARN(arn)
                                                            .eventType("viewer-request")
                                                            .build())))));
                    String etag = w.client
                            .describeFunction(request -> request.name("one"))
                            .eTag();
                    w.client.deleteFunction(request -> request.name("one").ifMatch(etag));
                }));
    }

    private List<FunctionStage> stages() {
        return client.listFunctions(request -> {}).functionList().items().stream()
                .map(FunctionSummary::functionMetadata)
                .map(metadata -> metadata.stage())
                .toList();
    }

    private String code(FunctionStage stage) {
        return client.getFunction(request -> request.name("f").stage(stage))
                .functionCode()
                .asUtf8String();
    }
}
