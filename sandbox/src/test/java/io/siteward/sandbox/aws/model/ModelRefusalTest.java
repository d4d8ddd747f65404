package io.siteward.sandbox.aws.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** What AWS answers, on the wire, to a request that its model forbids; where that is known from stands in the code. */
class ModelRefusalTest {
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryAcm acm = new InMemoryAcm();
    private final InMemoryAws aws = new InMemoryAws(
            clock,
            List.of(
                    new InMemoryS3(clock),
                    new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(Duration.ZERO), acm),
                    acm));
    private final AwsEndpoint endpoint;
    private final WireClients clients;

    ModelRefusalTest() throws IOException {
        endpoint = AwsEndpoint.start(aws, new Credentials().register("OURS", "111122223333"), 0);
        clients = new WireClients(endpoint.uri(), "OURS");
    }

    @AfterEach
    void close() {
        clients.close();
        endpoint.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "MalformedXML",
                        "1 validation error detected: Value null at 'functionConfig.runtime' failed to satisfy"
                                + " constraint: Member must not be null",
                        on -> on.cloudFront()
                                .createFunction(request -> request.name("one")
                                        .functionConfig(config -> config.comment(""))
                                        .functionCode(SdkBytes.fromUtf8String("code")))),
                refused(
                        "MalformedXML",
                        "2 validation errors detected",
                        on -> on.cloudFront()
                                .createOriginAccessControl(
                                        request -> request.originAccessControlConfig(config -> config.name("one")
                                                .signingProtocol("sigv5")
                                                .signingBehavior("always")))),
                refused(
                        "InvalidArgument",
                        "at 'resource'",
                        on -> on.cloudFront().listTagsForResource(request -> request.resource("arn:aws:s3:::docs"))),
                refused(
                        "ValidationException",
                        "at 'certificateArn'",
                        on -> on.acm(Region.US_EAST_1).describeCertificate(request -> request.certificateArn("no"))),
                refused(
                        "MalformedXML",
                        "The XML you provided was not well-formed or did not validate against our published schema",
                        on -> s3(on).putBucketOwnershipControls(request -> request.bucket("docs")
                                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                                        .objectOwnership("Mine")
                                        .build())))),
                refused(
                        "InvalidArgument",
                        "at 'aCL'",
                        on -> s3(on).putBucketAcl(
                                        request -> request.bucket("docs").acl("everybody"))),
                refused(
                        "MalformedACLError",
                        "The XML you provided was not well-formed or did not validate against our published schema",
                        on -> s3(on).putBucketAcl(request -> request.bucket("docs")
                                .accessControlPolicy(policy -> policy.grants(
                                        Grant.builder().permission("LOOK").build())))));
    }

    private static Arguments refused(String code, String message, Consumer<WireClients> call) {
        return Arguments.of(code, message, call);
    }

    private static S3Client s3(WireClients clients) {
        return clients.s3(Region.US_EAST_1);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isWhatAwsAnswers(String code, String message, Consumer<WireClients> call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, () -> call.accept(clients));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
        assertThat(aws.takeViolations()).isNotEmpty();
        assertThat(aws.takeViolations()).isEmpty();
    }

    @Test
    void comesBeforeAnyEffect() {
        S3Client s3 = s3(clients);

        assertThatThrownBy(
                        () -> s3.createBucket(request -> request.bucket("docs").acl("everybody")))
                .isInstanceOf(AwsServiceException.class);

        assertThat(s3.listBuckets().buckets()).isEmpty();
    }

    @Test
    void isRecordedAlsoWhenTheCallIsThrottled() {
        aws.add(new Throttling(Calls.of("s3"), 1));

        AwsServiceException throttled = catchThrowableOfType(
                AwsServiceException.class,
                () -> s3(clients).createBucket(request -> request.bucket("docs").acl("everybody")));

        assertThat(throttled.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
        assertThat(aws.takeViolations()).extracting(Violation::path).containsExactly("aCL");
    }

    @Test
    void isNotImplementedForAnOperationWithoutAModel() {
        AwsServiceException refusal = catchThrowableOfType(
                AwsServiceException.class, () -> clients.cloudFront().listStreamingDistributions(request -> {}));

        assertThat(refusal.statusCode()).isEqualTo(501);
        assertThat(aws.takeViolations()).extracting(Violation::constraint).containsExactly(OfficialModels.NO_MODEL);
        assertThat(aws.calls()).extracting(CallRecord::operation).containsExactly("ListStreamingDistributions");
    }
}
