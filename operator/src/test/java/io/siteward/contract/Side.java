package io.siteward.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** One of the two AWSs that a case is tried on, empty, with the SDK's own clients of it. */
final class Side implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    private static final String KEY = "AKIAOURS";

    private final WireClients clients;
    private final Runnable end;
    private final UnaryOperator<String> pendingCertificate;

    private Side(URI endpoint, Runnable end, UnaryOperator<String> pendingCertificate) {
        this.clients = new WireClients(endpoint, KEY);
        this.end = end;
        this.pendingCertificate = pendingCertificate;
    }

    /**
     * The in-memory AWS.
     *
     * @param breaksRules whether the case asks for what AWS's models forbid
     */
    static Side inMemory(boolean breaksRules) {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
        InMemoryAcm acm = new InMemoryAcm();
        CloudFrontSettings settings = CloudFrontSettings.deployingIn(Duration.ofMinutes(5));
        InMemoryKms keys = new InMemoryKms();
        InMemoryAws aws = new InMemoryAws(
                clock,
                List.of(
                        new InMemoryS3(clock),
                        new InMemoryCloudFront(clock, settings, acm),
                        acm,
                        new InMemorySecretsManager(clock, keys, Duration.ZERO),
                        new InMemorySsm(clock, keys),
                        new InMemorySts()));
        try {
            AwsEndpoint endpoint = AwsEndpoint.start(aws, new Credentials().register(KEY, ACCOUNT), 0);
            return new Side(
                    endpoint.uri(),
                    () -> {
                        endpoint.close();
                        assertThat(!aws.takeViolations().isEmpty()).isEqualTo(breaksRules);
                    },
                    domain -> acm.put(ACCOUNT, "us-east-1", List.of(domain), CertificateStatus.PENDING_VALIDATION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moto, emptied. */
    static Side moto(Moto moto) {
        moto.reset();
        return new Side(moto.endpoint(), () -> {}, moto::pendingCertificate);
    }

    S3Client s3() {
        return clients.s3(Region.EU_CENTRAL_1);
    }

    S3Client s3InUsEast1() {
        return clients.s3(Region.US_EAST_1);
    }

    CloudFrontClient cloudFront() {
        return clients.cloudFront();
    }

    SsmClient ssm() {
        return clients.ssm(Region.EU_CENTRAL_1);
    }

    SecretsManagerClient secretsManager() {
        return clients.secretsManager(Region.EU_CENTRAL_1);
    }

    AcmClient acm() {
        return clients.acm(Region.US_EAST_1);
    }

    StsClient sts() {
        return clients.sts();
    }

    /** The ARN of a certificate for the domain that waits for its validation. */
    String pendingCertificate(String domain) {
        return pendingCertificate.apply(domain);
    }

    @Override
    public void close() {
        clients.close();
        end.run();
    }

    /** What a call answers as far as both can be compared: {@code ok}, or the status and AWS's error code. */
    static String answer(Runnable call) {
        return read(() -> {
            call.run();
            return "ok";
        });
    }

    /** What a call reads, or the status and AWS's error code. */
    static String read(Supplier<?> call) {
        try {
            return String.valueOf(call.get());
        } catch (AwsServiceException e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode();
        }
    }
}
