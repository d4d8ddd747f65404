package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.run.SiteState.Condition;
import io.siteward.sandbox.run.SiteState.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Condition COMING = new Condition("False", "Progressing", "");
    private static final Condition THERE = new Condition("True", "Ready", "");

    private final Fixture fixture = new Fixture();
    private final Progress progress = new Progress(fixture.out(), Fixture.CLOCK);

    @Test
    void printsWhatChangedAndNothingElse() {
        progress.look(List.of(site(COMING, List.of())));
        progress.look(List.of(site(COMING, List.of())));
        progress.look(List.of(site(THERE, List.of())));
        assertThat(lines())
                .containsExactly(
                        "0.0s  docs: Ready: Bucket the-bucket, Versioning",
                        "0.0s  docs: Ready=False (Progressing)",
                        "0.0s  docs: Ready=True (Ready)");
    }

    @Test
    void saysWhatDiffersInAwsAndWhenItDoesNoMore() {
        progress.look(List.of(site(THERE, List.of())));
        progress.look(List.of(site(THERE, List.of("Versioning/the-bucket versioning.status"))));
        progress.look(List.of(site(THERE, List.of())));
        assertThat(lines())
                .endsWith(
                        "0.0s  docs: changed in AWS: Versioning versioning.status",
                        "0.0s  docs: as wanted again: Versioning versioning.status");
    }

    /** It may well stand: a signing key, or what other sites share. */
    @Test
    void saysThatASiteUsesAResourceNoMore() {
        progress.look(List.of(site(THERE, List.of(), "SigningKey docs-key")));
        progress.look(List.of(site(THERE, List.of())));
        assertThat(lines()).endsWith("0.0s  docs: no longer used: SigningKey docs-key");
    }

    @Test
    void saysThatASiteIsGone() {
        progress.look(List.of(site(THERE, List.of())));
        progress.look(List.of());
        progress.look(List.of());
        assertThat(lines()).endsWith("0.0s  docs: gone").containsOnlyOnce("0.0s  docs: gone");
    }

    private List<String> lines() {
        return fixture.printed().lines().map(String::strip).toList();
    }

    private static SiteState site(Condition ready, List<String> drift, String... others) {
        Map<String, Resource> resources = new TreeMap<>(Map.of(
                "Bucket the-bucket", new Resource("the-bucket", "Ready"),
                "Versioning the-bucket", new Resource("the-bucket", "Ready")));
        for (String other : others) {
            resources.put(other, new Resource("K1", "Ready"));
        }
        return new SiteState(
                "docs",
                "eu-central-1",
                1,
                1,
                false,
                SandboxAws.ACCOUNT,
                "the-bucket",
                "E123",
                Map.of("Ready", ready),
                resources,
                drift,
                "");
    }
}
