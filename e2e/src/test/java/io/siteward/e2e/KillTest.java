package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operator's process is killed at every AWS call of a site's creation and of its deletion, and started anew; the real
 * API server keeps what it wrote in time. The crash harness of the operator's own tests tries far more, without processes.
 */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
class KillTest {
    private static final String SPEC = "region: eu-central-1";
    /** Far more than a creation takes. */
    private static final int MOST_CALLS = 100;

    private final Cluster cluster;
    private final Installation siteward;
    private final List<String> struck = new ArrayList<>();

    KillTest(Cluster cluster) {
        this.cluster = cluster;
        // The next run has to wait for a whole lease of the one that was killed.
        this.siteward = Installation.of(cluster, Map.of("leases", Map.of("duration", "3s")));
    }

    @AfterAll
    void uninstall() {
        siteward.close();
    }

    @ParameterizedTest(name = "afterTheEffect = {0}")
    @ValueSource(booleans = {false, true})
    void endsWhereItShouldWhereverItIsKilled(boolean afterTheEffect) {
        int number = 1;
        while (killedAt(number, afterTheEffect)) {
            number++;
            assertThat(number).as("calls").isLessThan(MOST_CALLS);
        }
        System.out.println(
                "e2e: killed " + (afterTheEffect ? "after" : "before") + " " + struck.size() + " calls: " + struck);
        assertThat(struck)
                .contains("create CreateBucket", "create CreateDistributionWithTags", "create PutBucketPolicy")
                .contains("delete UpdateDistribution", "delete DeleteDistribution", "delete DeleteBucket");
        struck.clear();
    }

    /** Whether there was such a call at all, in the creation or in the deletion. */
    private boolean killedAt(int number, boolean afterTheEffect) {
        Site docs = new Site(cluster, cluster.newNamespace(), "docs");
        boolean atCreate = killed("create", number, afterTheEffect, () -> docs.create(SPEC), () -> isReady(docs));
        docs.awaitReady();
        assertThat(siteward.aws().buckets()).hasSize(1);
        assertThat(siteward.aws().distributions()).hasSize(1);
        assertThat(docs.json().at("/status/pending")).isEmpty();

        boolean atDelete = killed("delete", number, afterTheEffect, docs::delete, docs::isGone);
        docs.awaitGone();
        assertThat(siteward.aws().buckets()).isEmpty();
        assertThat(siteward.aws().distributions()).isEmpty();
        return atCreate || atDelete;
    }

    /** Does something, and lets the operator work at it until it is killed or all is done. */
    private boolean killed(String flow, int number, boolean afterTheEffect, Runnable deed, Done done) {
        Kill kill = new Kill(siteward.operator().process(), number, afterTheEffect);
        siteward.aws().memory().add(kill);
        try {
            deed.run();
            await(flow + " to be killed at call " + number + ", or done")
                    .atMost(Operator.PATIENCE)
                    .until(() -> !kill.struckAt().isEmpty() || done.yet());
        } finally {
            siteward.aws().memory().remove(kill);
        }
        // What is done may be looked at once more, and so be struck at this very moment.
        String struckAt = kill.callOff();
        if (struckAt.isEmpty()) {
            return false;
        }
        struck.add(flow + " " + struckAt);
        siteward.operator().restart();
        return true;
    }

    private interface Done {
        boolean yet();
    }

    private static boolean isReady(Site site) {
        JsonNode json = site.json();
        return Site.status(json, "Ready").equals("True")
                && Site.status(json, "Reconciling").equals("False");
    }
}
