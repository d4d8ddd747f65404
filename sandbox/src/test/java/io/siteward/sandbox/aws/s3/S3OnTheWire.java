package io.siteward.sandbox.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.model.Violation;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/** A fresh S3 for each test, reached over HTTP by the SDK's clients of two accounts. */
final class S3OnTheWire implements AfterEachCallback {
    static final String OWNER = "111111111111";
    static final String STRANGER = "222222222222";

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-05-01T12:00:00Z"));
    final InMemoryS3 s3 = new InMemoryS3(clock);
    final InMemoryAws aws = new InMemoryAws(clock, List.of(s3));

    private final AwsEndpoint endpoint;
    private final WireClients owner;
    private final WireClients stranger;

    S3OnTheWire() {
        Credentials credentials = new Credentials().register("AKIAOWNER", OWNER).register("AKIASTRANGER", STRANGER);
        try {
            endpoint = AwsEndpoint.start(aws, credentials, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        owner = new WireClients(endpoint.uri(), "AKIAOWNER");
        stranger = new WireClients(endpoint.uri(), "AKIASTRANGER");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        owner.close();
        stranger.close();
        endpoint.close();
        assertThat(aws.takeViolations()).isEmpty();
    }

    S3Client client() {
        return owner.s3(Region.EU_CENTRAL_1);
    }

    S3Client stranger() {
        return stranger.s3(Region.EU_CENTRAL_1);
    }

    S3Client usEast1() {
        return owner.s3(Region.US_EAST_1);
    }

    URI uri(String path) {
        return endpoint.uri().resolve(path);
    }

    /** A bucket of the owner in eu-central-1. */
    String bucket(String name) {
        client().createBucket(request -> request.bucket(name)
                .createBucketConfiguration(
                        configuration -> configuration.locationConstraint(BucketLocationConstraint.EU_CENTRAL_1)));
        return name;
    }

    /** Expects that the request before broke the service's model here and nowhere else. */
    void assertForbiddenByModel(String path) {
        assertThat(aws.takeViolations()).extracting(Violation::path).containsExactly(path);
    }

    static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
