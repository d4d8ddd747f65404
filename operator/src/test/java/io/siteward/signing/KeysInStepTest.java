package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.KeyAlgorithm;
import io.siteward.site.Quiet;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** Two signing keys of one account that are looked at at the same time, call by call. */
@ExtendWith(Quiet.class)
class KeysInStepTest {
    private static final String SPEC = "{region: eu-central-1, source: {generated: {algorithm: ECDSAP256}}}";

    private final KeyCloud cloud = new KeyCloud();
    private final Map<SigningKeyWorld, Instant> due = new HashMap<>();

    /** Both see two places, both take one, both see that the last is taken, and both give theirs back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofTwoNewOnesOneIsMadeAndOneIsRefusedInTheEnd(long seed) {
        publishByHand(8);
        List<SigningKeyWorld> both = List.of(world("one", seed), world("other", seed + 100));
        both.forEach(each -> due.put(each, cloud.clock.instant()));
        live(both, Duration.ofHours(2));

        assertThat(both)
                .extracting(world -> world.condition("Ready").status())
                .containsExactlyInAnyOrder("True", "False");
        assertThat(both)
                .filteredOn(world -> world.condition("Ready").status().equals("False"))
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.condition("Accepted").reason()).isEqualTo("NoPublicKeyLeft"));
        assertThat(cloud.client(CloudFrontClient.class)
                        .listPublicKeys(list -> {})
                        .publicKeyList()
                        .items())
                .hasSize(9);
        assertThat(cloud.aws.calls().stream().filter(call -> call.operation().equals("DeletePublicKey")))
                .as("both gave back what they had taken")
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private SigningKeyWorld world(String name, long seed) {
        SigningKeyWorld world = new SigningKeyWorld(cloud, name, SPEC);
        world.random = new Random(seed);
        world.restart();
        return world;
    }

    private void live(List<SigningKeyWorld> worlds, Duration howLong) {
        Instant end = cloud.clock.instant().plus(howLong);
        while (cloud.clock.instant().isBefore(end)) {
            Instant now = cloud.clock.instant();
            lookInStep(worlds.stream()
                    .filter(world -> !now.isBefore(due.get(world)))
                    .toList());
            Instant next = due.values().stream().min(Comparator.naturalOrder()).orElseThrow();
            cloud.clock.advance(Duration.between(now, next.isAfter(now) ? next : now.plusSeconds(1)));
        }
    }

    /** Each makes its n-th call when all others have come to theirs. */
    private void lookInStep(List<SigningKeyWorld> worlds) {
        Phaser step = new Phaser(worlds.size());
        Map<SigningKeyWorld, CompletableFuture<Duration>> looks = new HashMap<>();
        for (SigningKeyWorld world : worlds) {
            world.reaper.watch(call -> step.arriveAndAwaitAdvance());
            looks.put(world, CompletableFuture.supplyAsync(() -> look(world, step)));
        }
        looks.forEach((world, look) -> due.put(world, cloud.clock.instant().plus(look.join())));
    }

    private static Duration look(SigningKeyWorld world, Phaser step) {
        try {
            return world.look();
        } finally {
            step.arriveAndDeregister();
        }
    }

    private void publishByHand(int count) {
        for (int i = 0; i < count; i++) {
            String name = "by-hand-" + i;
            cloud.client(CloudFrontClient.class)
                    .createPublicKey(create -> create.publicKeyConfig(config -> config.name(name)
                            .callerReference(name)
                            .encodedKey(NewKeyPair.make(KeyAlgorithm.ECDSAP256, new SecureRandom())
                                    .publicPem())));
        }
    }
}
