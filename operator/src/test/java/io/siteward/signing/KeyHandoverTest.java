package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.sandbox.aws.cloudfront.viewer.Answer;
import io.siteward.sandbox.aws.cloudfront.viewer.Viewer;
import io.siteward.sandbox.aws.wire.ViewerRequest;
import io.siteward.site.Quiet;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Rotations from end to end, with a signer that uses what it has read to the last moment, edges that learn of keys late or
 * at once, an operator whose clock is wrong, and viewers who come in the last second: the in-memory CloudFront verifies what
 * was signed.
 */
@ExtendWith(Quiet.class)
class KeyHandoverTest {
    private static final Duration SIGNER_CACHE = Duration.ofMinutes(1);

    /** What the spec allows with an overlap of one day. */
    private static final int LONGEST_LIFETIME = 86_400 - 600;

    private static final String SPEC = """
            {region: eu-central-1, store: {%s: {}}, longestLifetimeSeconds: %d, resyncSeconds: 86400,
             source: {generated: {algorithm: ECDSAP256, rotation: {everyDays: 2, overlapDays: 1}}}}""";

    private record Signed(String query, Instant lastSecond) {}

    @ParameterizedTest
    @CsvSource({
        "PARAMETER_STORE, 0, 5",
        "PARAMETER_STORE, 300, 0",
        "PARAMETER_STORE, 300, 15",
        "PARAMETER_STORE, -300, 15",
        "SECRETS_MANAGER, 300, 15",
        "SECRETS_MANAGER, -300, 15"
    })
    void noValidUrlIsEverRefused(KeyStorage storage, int secondsWrong, int minutesLate) throws Exception {
        SigningKeyWorld world = new SigningKeyWorld(SPEC.formatted(storage.member, LONGEST_LIFETIME));
        world.clock = () -> world.cloud.clock.instant().plusSeconds(secondsWrong);
        world.cloud.cloudFront.change(settings -> settings.withKeyGroupLag(Duration.ofMinutes(minutesLate)));
        world.look();
        Site site = new Site(world, KeyFlows.trust(world));
        Signer signer = new Signer(world, storage, site);
        Random random = new Random(secondsWrong);
        List<Signed> signed = new ArrayList<>();
        Instant end = world.cloud.clock.instant().plus(Duration.ofDays(5));
        Instant looksAt = world.cloud.clock.instant();
        int views = 0;
        for (Instant now = looksAt; now.isBefore(end); now = world.cloud.clock.instant()) {
            if (!now.isBefore(looksAt)) {
                Duration pause = world.look();
                looksAt = now.plus(pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause);
            }
            signed.add(signer.sign(now, random.nextBoolean() ? LONGEST_LIFETIME : 1 + random.nextInt(7_200)));
            views += site.view(signed, now);
            Instant next = now.plusSeconds(1 + random.nextInt(900));
            for (Signed each : signed) {
                next = each.lastSecond().isBefore(next) ? each.lastSecond() : next;
            }
            next = looksAt.isBefore(next) ? looksAt : next;
            Duration pause = Duration.between(now, next);
            world.cloud.clock.advance(pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause);
        }
        assertThat(signer.keys).as("keys that signed").hasSizeGreaterThanOrEqualTo(3);
        assertThat(views).isGreaterThan(500);
        assertThat(site.status("")).isEqualTo(403);
    }

    /** Reads the key as the function that signs does, and keeps it as long as that may. */
    private static final class Signer {
        private final SigningKeyWorld world;
        private final KeyStorage storage;
        private final Site site;
        private Instant readAt = Instant.MIN;
        private Optional<JsonNode> key = Optional.empty();
        final List<String> keys = new ArrayList<>();

        Signer(SigningKeyWorld world, KeyStorage storage, Site site) {
            this.world = world;
            this.storage = storage;
            this.site = site;
        }

        Signed sign(Instant now, int seconds) throws Exception {
            if (key.isEmpty() || now.isAfter(readAt.plus(SIGNER_CACHE))) {
                key = Optional.of(
                        new ObjectMapper().readTree(world.signersRead(storage).orElseThrow()));
                readAt = now;
            }
            JsonNode used = key.orElseThrow();
            String id = used.path("keyPairId").asText();
            if (!keys.contains(id)) {
                keys.add(id);
            }
            long expires = now.plusSeconds(seconds).getEpochSecond();
            String policy = "{\"Statement\":[{\"Resource\":\"" + site.url()
                    + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + expires + "}}}]}";
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            Base64.getDecoder().decode(used.path("privateKey").asText()))));
            signature.update(policy.getBytes(StandardCharsets.UTF_8));
            String encoded = Base64.getEncoder()
                    .encodeToString(signature.sign())
                    .replace('+', '-')
                    .replace('=', '_')
                    .replace('/', '~');
            return new Signed(
                    "Expires=" + expires + "&Signature=" + encoded + "&Key-Pair-Id=" + id + "&Hash-Algorithm=SHA256",
                    Instant.ofEpochSecond(expires - 1));
        }
    }

    /** A private page behind CloudFront. */
    private static final class Site {
        private final String distribution;
        private final Viewer viewer;

        Site(SigningKeyWorld world, String distribution) {
            this.distribution = distribution;
            this.viewer = new Viewer(
                    world.cloud.cloudFront, page -> new Answer(200, Map.of(), SdkBytes.fromUtf8String("private")));
        }

        String url() {
            return "https://docs.example.com/a.html";
        }

        /** Views everything that ends now; answers how much that was. */
        int view(List<Signed> signed, Instant now) {
            int views = 0;
            for (Iterator<Signed> all = signed.iterator(); all.hasNext(); ) {
                Signed one = all.next();
                if (!now.isBefore(one.lastSecond())) {
                    all.remove();
                    views++;
                    assertThat(status(one.query()))
                            .as("at %s, %s", now, one.query())
                            .isEqualTo(200);
                }
            }
            return views;
        }

        int status(String query) {
            return viewer.handle(new ViewerRequest(
                            "GET",
                            distribution,
                            "/a.html",
                            Optional.of(query),
                            Map.of("host", List.of("docs.example.com")),
                            SdkBytes.fromUtf8String("")))
                    .status();
        }
    }
}
