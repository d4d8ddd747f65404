package io.siteward.sandbox.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A fresh Secrets Manager for each test, reached over HTTP by the SDK's clients of two accounts. */
final class SecretsOnTheWire implements AfterEachCallback {
    static final String OWNER = "111111111111";
    static final Duration FORCED_DELETION = Duration.ofSeconds(30);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-05-01T12:00:00Z"));
    final InMemoryKms keys = new InMemoryKms();
    final InMemoryAws aws = new InMemoryAws(clock, List.of(new InMemorySecretsManager(clock, keys, FORCED_DELETION)));

    private final AwsEndpoint endpoint;
    private final WireClients owner;
    private final WireClients stranger;

    SecretsOnTheWire() {
        Credentials credentials =
                new Credentials().register("AKIAOWNER", OWNER).register("AKIASTRANGER", "222222222222");
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

    SecretsManagerClient client() {
        return owner.secretsManager(Region.EU_CENTRAL_1);
    }

    SecretsManagerClient inAnotherRegion() {
        return owner.secretsManager(Region.US_EAST_1);
    }

    SecretsManagerClient stranger() {
        return stranger.secretsManager(Region.EU_CENTRAL_1);
    }

    static void assertRefused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
            assertThat(e.statusCode()).isEqualTo(400);
        });
    }
}
