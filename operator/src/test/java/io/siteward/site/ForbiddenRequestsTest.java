package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test of the tests: a request that AWS's models forbid turns the flow red that sends it. */
class ForbiddenRequestsTest {
    private static final Path TESTS = Path.of("src/test/java");

    /** What the custom resource's schema would refuse stands here for a defect of the operator. */
    @Test
    void turnTheirFlowRed() {
        SiteWorld world = new SiteWorld("""
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: docs, namespace: web}
                spec: {region: eu-central-1, originShieldRegion: Frankfurt}
                """);
        world.reconcile();

        assertThatThrownBy(world::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cloudfront CreateDistributionWithTags: Value 'Frankfurt' at"
                        + " 'distributionConfigWithTags.distributionConfig.origins.items.1.member.originShield"
                        + ".originShieldRegion' failed to satisfy constraint: Member must satisfy regular expression");
    }

    @Test
    void areLookedForInEveryTestThatHasAnAwsOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<Path> withAws = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> text(file).contains("new InMemoryAws" + "("))
                    .toList();

            assertThat(withAws).isNotEmpty();
            assertThat(withAws).allSatisfy(file -> assertThat(text(file)).contains("takeViolations()"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
