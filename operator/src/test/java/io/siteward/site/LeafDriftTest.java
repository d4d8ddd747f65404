package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that a site has in AWS, changed leaf by leaf behind our back: what is seen of it, and what is written. */
class LeafDriftTest {
    private static final LeafTable TABLE = new LeafTable();

    private static TrialSite site = new TrialSite();
    private boolean isDone;
    private boolean standsAsBefore;

    static Set<String> leaves() {
        return site.leaves();
    }

    /** One after which AWS is not as it was is of no use to the next leaf. */
    @AfterEach
    void begunAnew() {
        boolean isOfUse = isDone && (standsAsBefore || site.now().equals(site.initial()));
        if (!isOfUse) {
            site.close();
            site = new TrialSite();
        }
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void everyLeafHasALineAndEveryLineALeaf() {
        assertThat(leaves())
                .hasSizeGreaterThan(200)
                .allSatisfy(leaf -> assertThat(TABLE.of(leaf)).isPresent());
        assertThat(TABLE.idle(leaves())).isEmpty();
        isDone = true;
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void aChangedLeafMeetsItsFate(String leaf) {
        LeafTable.Line line = TABLE.of(leaf).orElseThrow();
        new LeafTrial(site, leaf).hold(line);
        standsAsBefore = line.fate() == LeafTable.Fate.DRIFT;
        isDone = true;
    }
}
