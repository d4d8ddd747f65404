package io.siteward.sandbox.aws.ssm;

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
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A fresh Parameter Store for each test, reached over HTTP by the SDK's clients of two accounts. */
final class SsmOnTheWire implements AfterEachCallback {
    static final String OWNER = "111111111111";

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-05-01T12:00:00Z"));
    final InMemoryKms keys = new InMemoryKms();
    final InMemoryAws aws = new InMemoryAws(clock, List.of(new InMemorySsm(clock, keys)));

    private final AwsEndpoint endpoint;
    private final WireClients owner;
    private final WireClients stranger;

    SsmOnTheWire() {
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

    SsmClient client() {
        return owner.ssm(Region.EU_CENTRAL_1);
    }

    SsmClient inAnotherRegion() {
        return owner.ssm(Region.US_EAST_1);
    }

    SsmClient stranger() {
        return stranger.ssm(Region.EU_CENTRAL_1);
    }

    void putString(String name, String value) {
        client().putParameter(request ->
                request.name(name).type("String").value(value).overwrite(true));
    }

    static void assertRefused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
            assertThat(e.statusCode()).isEqualTo(400);
        });
    }
}
