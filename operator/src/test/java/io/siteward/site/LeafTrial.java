package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.site.LeafTable.Line;
import java.util.List;
import java.util.Optional;

/** One leaf changed behind our back, held against the line of the table that says what comes of it. */
final class LeafTrial {
    private final TrialSite site;
    private final AwsObject object;
    private final String leaf;

    LeafTrial(TrialSite site, String leaf) {
        this.site = site;
        this.object = site.objectWith(leaf);
        this.leaf = leaf;
    }

    void hold(Line line) {
        if (line.fate() == LeafTable.Fate.LOCKED_OUT) {
            // What cannot be compared keeps the drift of the look before, so let that have none.
            site.world.reconcile();
        }
        Intrusion intrusion = new Intrusion(site.world, object);
        Optional<Intrusion.Outcome> outcome = intrusion.of(site.mutants(object, leaf));
        if (line.fate() == LeafTable.Fate.FIXED) {
            assertThat(outcome).isEmpty();
            return;
        }
        check(line, outcome.orElseThrow());
        if (outcome.orElseThrow().writes().isEmpty()) {
            intrusion.undo();
            site.world.reconcile();
            assertThat(site.world.condition("Synced").status()).isEqualTo("True");
        }
    }

    private void check(Line line, Intrusion.Outcome outcome) {
        List<String> underPaths =
                line.words().stream().map(path -> object.kind() + " " + path).toList();
        switch (line.fate()) {
            case DRIFT -> {
                assertThat(outcome).isEqualTo(seen(underPaths, object.mending()));
                assertThat(site.now()).isEqualTo(site.initial());
            }
            case STAYS -> assertThat(outcome).isEqualTo(seen(underPaths, object.mending()));
            case MADE_ANEW -> assertThat(outcome).isEqualTo(seen(List.of(object.kind() + " exists"), line.words()));
            case REFUSED ->
                assertThat(outcome)
                        .isEqualTo(new Intrusion.Outcome(
                                List.of(), List.of(), Optional.of(line.words().get(0))));
            case LOCKED_OUT -> {
                assertThat(outcome).isEqualTo(seen(List.of(), List.of()));
                assertThat(site.world.condition("Synced").reason()).isEqualTo("AccessDenied");
            }
            case LEFT_ALONE -> {
                assertThat(outcome).isEqualTo(seen(List.of(), List.of()));
                assertThat(site.world.condition("Synced").status()).isEqualTo("True");
            }
            case FIXED -> throw new IllegalArgumentException("nothing comes of a fixed leaf");
        }
    }

    private static Intrusion.Outcome seen(List<String> drift, List<String> writes) {
        return new Intrusion.Outcome(drift, writes, Optional.empty());
    }
}
