package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.iam.Denial;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Tag;

/** What AWS refuses for good holds up nothing else. */
class KeyObstacleTest {
    private static final Duration ROTATED = Duration.ofHours(2);

    private final SigningKeyWorld world = new SigningKeyWorld("{region: eu-central-1}");

    @BeforeEach
    void trusted() {
        KeyFlows.trusted().accept(world);
    }

    @Test
    void aKeyThatCannotBeRemovedDoesNotKeepAnotherFromBeingRevoked() {
        world.annotate("siteward.io/rotate", "1");
        world.live(ROTATED);
        String second = world.currentKey();
        world.cloud.aws.add(new Denial(Calls.of("ssm", "DeleteParameter")));
        world.live(Duration.ofDays(9));
        assertThat(world.condition("Synced").message()).contains("DeleteParameter");
        assertThat(world.status().generations()).hasSize(2);

        world.annotate("siteward.io/revoke", second + " now");
        world.look();
        assertThat(world.ring().members()).hasSize(1).doesNotContain(second);
        assertThat(world.currentKey()).isNotEqualTo(second);
        assertThat(world.condition("Synced").message()).contains("DeleteParameter");
    }

    @Test
    void manyThatCannotBeRemovedAreNotTriedOneAfterTheOther() {
        world.cloud.aws.add(new Denial(Calls.of("ssm", "DeleteParameter")));
        for (int generation = 2; generation < 20; generation++) {
            int number = generation;
            world.cloud
                    .client(SsmClient.class)
                    .putParameter(put -> put.name("/siteward/test-fleet/web/docs-key/" + number)
                            .value("{}")
                            .type("SecureString"));
        }
        String first = world.currentKey();
        world.annotate("siteward.io/revoke", first + " now");
        world.cloud.aws.forgetCalls();
        Duration next = world.look();
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
        assertThat(world.cloud.aws.calls())
                .filteredOn(call -> call.operation().equals("DeleteParameter"))
                .hasSize(1);
        assertThat(next).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    /** Whoever may tag parameters cannot have a stranger trusted, or removed. */
    @Test
    void aPublicKeyOfSomebodyElseIsNoGenerationThoughATagSaysSo() {
        String stranger = KeyFlows.publish(world.cloud.client(CloudFrontClient.class), "x");
        world.cloud
                .client(SsmClient.class)
                .putParameter(put -> put.name("/siteward/test-fleet/web/docs-key/7")
                        .value("{}")
                        .type("SecureString")
                        .tags(Tag.builder()
                                .key("siteward.io/public-key")
                                .value(stranger)
                                .build()));
        world.live(ROTATED);
        assertThat(world.ring().members()).hasSize(1).doesNotContain(stranger);
        assertThat(KeyFlows.publish(world.cloud.client(CloudFrontClient.class), "x"))
                .isEqualTo(stranger);
    }
}
