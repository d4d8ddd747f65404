package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The secret that names the key that signers use, and what others do to it: since when that key is used stays known. */
class PointerSecretTest {
    private static final String POINTER = "siteward/test-fleet/web/docs-key/current";

    private final SigningKeyWorld world = new SigningKeyWorld("""
            {region: eu-central-1, store: {secretsManager: {}},
             source: {generated: {algorithm: ECDSAP256, rotation: {everyDays: 30, overlapDays: 7}}}}""");

    @Test
    void whoeverTagsItDailyDoesNotKeepTheOldKeyAlive() {
        world.look();
        world.annotate("siteward.io/rotate", "1");
        world.live(Duration.ofHours(1));
        assertThat(world.status().generations()).hasSize(2);
        tagDaily(8);
        assertThat(world.ring().members()).containsExactly(world.currentKey());
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).containsOnlyKeys("2", "current");
    }

    @Test
    void whoeverTagsItDailyDoesNotPutOffTheNextRotation() {
        world.look();
        tagDaily(32);
        assertThat(world.ring().current().orElseThrow().number()).isEqualTo(2);
    }

    /** Their ids are shown in pages, and those that nothing names any more leave gaps: a page may be empty. */
    @Test
    void isReadThoughItHasHadManyVersions() {
        world.look();
        Instant start = world.cloud.clock.instant();
        for (int version = 0; version < 25; version++) {
            String other = "{\"generation\":" + (100 + version) + "}";
            secrets()
                    .putSecretValue(put -> put.secretId(POINTER)
                            .clientRequestToken(UUID.randomUUID().toString())
                            .secretString(other));
        }
        world.live(Duration.ofHours(1));
        assertThat(world.ring().pointer()).isPresent().get().satisfies(pointer -> {
            assertThat(pointer.generation()).isEqualTo(1);
            assertThat(pointer.written()).isAfterOrEqualTo(start);
        });
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).containsEntry("current", "{\"generation\":1}");
    }

    private void tagDaily(int days) {
        for (int day = 0; day < days; day++) {
            world.live(Duration.ofDays(1));
            Tag tag = Tag.builder().key("seen").value(Integer.toString(day)).build();
            secrets().tagResource(request -> request.secretId(POINTER).tags(tag));
        }
        world.look();
    }

    private SecretsManagerClient secrets() {
        return world.cloud.client(SecretsManagerClient.class);
    }
}
