package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.crd.v1alpha1.KeyAlgorithm;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRingInAwsTest {
    private static final Duration EVERY = Duration.ofDays(90);
    private static final Duration OVERLAP = Duration.ofDays(7);
    private static final List<Duration> LIFE = List.of(Duration.ZERO, EVERY, OVERLAP.plusSeconds(1));

    @ParameterizedTest
    @EnumSource
    void storesThePrivateHalfOfWhatItPublishes(KeyAlgorithm algorithm) throws Exception {
        KeyRingWorld world = new KeyRingWorld(algorithm);
        world.run(KeyRingWorld.Kill.NONE);

        JsonNode stored = new ObjectMapper().readTree(world.parameter("1"));
        String id = stored.path("keyPairId").asText();
        assertThat(stored.path("algorithm").asText()).isEqualTo(algorithm.name());
        assertThat(world.ring().members()).containsExactly(id);
        assertThat(world.parameter("current")).isEqualTo("{\"generation\":1}");
        assertThat(verifies(algorithm, stored.path("privateKey").asText(), world.publicPem(id)))
                .isTrue();
    }

    private static boolean verifies(KeyAlgorithm algorithm, String privateKey, String pem) throws Exception {
        KeyFactory keys = KeyFactory.getInstance(algorithm == KeyAlgorithm.RSA2048 ? "RSA" : "EC");
        String signature = algorithm == KeyAlgorithm.RSA2048 ? "SHA256withRSA" : "SHA256withECDSA";
        PrivateKey signing =
                keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
        Signature signer = Signature.getInstance(signature);
        signer.initSign(signing);
        signer.update(new byte[] {1, 2, 3});
        byte[] signed = signer.sign();
        String body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature verifier = Signature.getInstance(signature);
        verifier.initVerify(
                keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body))));
        verifier.update(new byte[] {1, 2, 3});
        return verifier.verify(signed);
    }

    @Test
    void letsOneKeyTakeOverFromAnother() {
        KeyRingWorld world = new KeyRingWorld(KeyAlgorithm.ECDSAP256);
        world.run(KeyRingWorld.Kill.NONE);
        world.clock.advance(EVERY);
        world.run(KeyRingWorld.Kill.NONE);
        assertThat(world.ring().current().orElseThrow().number()).isEqualTo(2);
        assertThat(world.ring().members()).hasSize(2);

        world.clock.advance(OVERLAP.plusSeconds(1));
        world.run(KeyRingWorld.Kill.NONE);
        assertEnded(world);
    }

    @Test
    void endsTheSameWhereverItIsKilled() {
        int calls = live(KeyRingWorld.Kill.NONE).calls();
        assertThat(calls).isGreaterThan(30);
        List<KeyRingWorld.Kill> kills = new ArrayList<>();
        for (int call = 1; call <= calls; call++) {
            kills.add(new KeyRingWorld.Kill(call, false));
            kills.add(new KeyRingWorld.Kill(call, true));
        }
        for (KeyRingWorld.Kill kill : kills) {
            assertThat(live(kill)).as("%s", kill).satisfies(KeyRingInAwsTest::assertEnded);
        }
        System.out.println("a signing key's first rotation: killed at " + kills.size() + " points");
    }

    private static KeyRingWorld live(KeyRingWorld.Kill kill) {
        KeyRingWorld world = new KeyRingWorld(KeyAlgorithm.ECDSAP256);
        for (Duration pause : LIFE) {
            world.clock.advance(pause);
            world.run(kill);
        }
        return world;
    }

    /** One key is there, it is trusted alone, and signers are pointed to it. */
    private static void assertEnded(KeyRingWorld world) {
        KeyRing ring = world.ring();
        Generation current = ring.current().orElseThrow();
        assertThat(ring.generations()).containsExactly(current);
        assertThat(current.number()).isGreaterThan(1);
        assertThat(ring.members()).containsExactly(current.publicKey().orElseThrow());
        assertThat(world.parameters()).hasSize(2);
    }
}
