package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import io.siteward.sandbox.aws.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** After no call of any flow can anybody reach a bucket who could not before; at the end nobody can. */
class NeverReadableTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;

    static List<String> manifests() throws IOException {
        return GoldenTest.cases();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "policy-statements", "everything"})
    void whileASiteIsMadeAndTakenDown(String golden) throws IOException {
        watched(read(golden).toString(), (world, watch) -> {
            GoldenTest.issueCertificates(world, certificates(golden));
            world.untilReady();
            assertThat(watch.open()).isEmpty();
            world.untilGone();
        });
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void whileASiteIsChangedAndChangedBack(String golden) throws IOException {
        String plain = plain(golden);
        watched(plain, (world, watch) -> {
            GoldenTest.issueCertificates(world, certificates(golden));
            world.untilReady();
            world.apply(read(golden).toString());
            world.untilReady();
            assertThat(watch.open()).isEmpty();
            world.apply(plain);
            watch.begin();
            world.untilReady();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whileABucketIsClosedThatSomebodyOpened(BucketDamage damage) throws IOException {
        watched(SITE, (world, watch) -> {
            world.untilReady();
            damage.doTo(s3(world), world.bucket());
            watch.begin();
            world.reconcile();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKS_TAKEN_AWAY", "OPEN_IN_EVERY_WAY"})
    void whileABucketThatSomebodyOpenedIsDeletedWithAllItHolds(BucketDamage damage) throws IOException {
        watched(SITE.replace("eu-central-1", "eu-central-1, forceDestroy: true"), (world, watch) -> {
            world.untilReady();
            upload(world);
            damage.doTo(s3(world), world.bucket());
            watch.begin();
            world.untilGone();
        });
    }

    @Test
    void whileADeletionIsRefused() throws IOException {
        watched(SITE, (world, watch) -> {
            world.untilReady();
            upload(world);
            world.removal.step(world.site);
        });
    }

    @Test
    void whileEverythingIsRetainedAndTakenUpAgain() throws IOException {
        watched(SITE.replace("eu-central-1", "eu-central-1, deletionPolicy: Retain"), (world, watch) -> {
            world.untilReady();
            world.untilGone();
            world.site.setStatus(null);
            world.restart(watch);
            world.untilReady();
        });
    }

    @Test
    void whileABucketIsRefusedThatSomebodyElseMade() throws IOException {
        watched(SITE.replace("eu-central-1", "eu-central-1, bucketName: docs-example-com"), (world, watch) -> {
            s3(world)
                    .createBucket(request -> request.bucket("docs-example-com")
                            .createBucketConfiguration(
                                    configuration -> configuration.locationConstraint("eu-central-1")));
            BucketDamage.LOCKS_TAKEN_AWAY.doTo(s3(world), "docs-example-com");
            watch.begin();
            world.reconcile();
            assertThat(watch.open()).containsOnlyKeys("docs-example-com");
            s3(world).deleteBucket(request -> request.bucket("docs-example-com"));
        });
    }

    /** The process dies at each call in turn, and another goes on. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whereverTheOperatorDiesWhileItMakesASite(boolean afterTheEffect) throws IOException {
        boolean[] died = {true};
        int deaths = 0;
        while (died[0]) {
            Death death = new Death(deaths++, afterTheEffect);
            watched(SITE, (world, watch) -> died[0] = diesOnceAndGoesOn(world, watch, death));
        }
        assertThat(deaths).isGreaterThan(15);
    }

    @ParameterizedTest
    @EnumSource(names = {"LISTED_BY_EVERYBODY", "READ_BY_EVERYBODY", "READ_BY_ANY_DISTRIBUTION", "OPEN_IN_EVERY_WAY"})
    void whereverTheOperatorDiesWhileItClosesABucket(BucketDamage damage) throws IOException {
        watched(SITE, (world, watch) -> {
            world.untilReady();
            boolean died = true;
            int deaths = 0;
            while (died) {
                damage.doTo(s3(world), world.bucket());
                watch.begin();
                died = diesOnceAndGoesOn(world, watch, new Death(deaths++, true));
                assertThat(watch.open()).isEmpty();
            }
            assertThat(deaths).isGreaterThan(5);
        });
    }

    private static boolean diesOnceAndGoesOn(SiteWorld world, ReadableWatch watch, Death death) {
        world.restart(watch, death);
        boolean died = false;
        try {
            world.reconcile();
        } catch (Death.Stop stop) {
            died = true;
        }
        world.restart(watch);
        world.untilReady();
        return died;
    }

    /** Stops the world at a call. */
    private static final class Death implements GateHook {
        private final boolean afterTheEffect;
        private int left;

        Death(int call, boolean afterTheEffect) {
            this.left = call;
            this.afterTheEffect = afterTheEffect;
        }

        private static final class Stop extends Error {
            private static final long serialVersionUID = 1;
        }

        @Override
        public void before(Call call) {
            if (!afterTheEffect && left-- == 0) {
                throw new Stop();
            }
        }

        @Override
        public void after(Call call, Outcome outcome) {
            if (afterTheEffect && left-- == 0) {
                throw new Stop();
            }
        }
    }

    private interface Flow {
        void run(SiteWorld world, ReadableWatch watch) throws IOException;
    }

    private static void watched(String manifest, Flow flow) throws IOException {
        try (SiteWorld world = new SiteWorld(manifest)) {
            ReadableWatch watch = new ReadableWatch(world);
            world.restart(watch);
            flow.run(world, watch);
            assertThat(watch.looks()).isPositive();
            assertThat(watch.worse()).isEmpty();
            assertThat(watch.open()).isEmpty();
        }
    }

    private static S3Client s3(SiteWorld world) {
        return world.s3.as(Caller.ofAccount(SiteWorld.ACCOUNT));
    }

    private static void upload(SiteWorld world) {
        s3(world)
                .putObject(
                        request -> request.bucket(world.bucket()).key("index.html"), RequestBody.fromString("hello"));
    }

    /** The same site with nothing set but what cannot change. */
    private static String plain(String golden) {
        ObjectNode manifest = read(golden);
        manifest.withObject("/spec").retain(Set.of("region", "bucketName"));
        return manifest.toString();
    }

    private static ObjectNode read(String golden) {
        try {
            return (ObjectNode)
                    YAML.readTree(Files.readString(GOLDEN.resolve(golden).resolve("in.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path certificates(String golden) {
        return GOLDEN.resolve(golden).resolve("certificates.yaml");
    }
}
