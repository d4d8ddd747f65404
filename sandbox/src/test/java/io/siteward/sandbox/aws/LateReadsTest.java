package io.siteward.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class LateReadsTest {
    private static final Duration LAG = Duration.ofSeconds(10);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-05-01T12:00:00Z"));
    private final InMemorySecretsManager service =
            new InMemorySecretsManager(clock, new InMemoryKms(), Duration.ofMinutes(1));
    private final InMemoryAws aws = new InMemoryAws(clock, List.of(service));
    private final LateReads late = new LateReads(service, clock, LAG);
    private final SecretsManagerClient client =
            aws.client(SecretsManagerClient.class, Caller.ofAccount("111111111111"));

    LateReadsTest() {
        aws.add(late);
    }

    @Test
    void answerAsThingsStoodALagAgo() {
        assertThatThrownBy(this::read).isInstanceOf(ResourceNotFoundException.class);
        write("1");
        clock.advance(LAG.minusSeconds(1));
        assertThatThrownBy(this::read).isInstanceOf(ResourceNotFoundException.class);
        write("2");
        clock.advance(Duration.ofSeconds(1));
        assertThat(read()).isEqualTo("1");
        clock.advance(LAG);
        assertThat(read()).isEqualTo("2");
        assertThat(late.given()).isEqualTo(2);
        assertThat(aws.takeViolations()).isEmpty();
    }

    @Test
    void answerWhatIsAskedForTheFirstTimeAsItStands() {
        write("1");
        assertThat(read()).isEqualTo("1");
    }

    private void write(String value) {
        String token = UUID.randomUUID().toString();
        if (value.equals("1")) {
            client.createSecret(
                    create -> create.name("secret").clientRequestToken(token).secretString(value));
        } else {
            client.putSecretValue(
                    put -> put.secretId("secret").clientRequestToken(token).secretString(value));
        }
    }

    private String read() {
        return client.getSecretValue(get -> get.secretId("secret")).secretString();
    }
}
