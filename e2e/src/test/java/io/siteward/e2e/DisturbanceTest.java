package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to every cluster sooner or later: the operator goes on by itself, in the same process. */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-servers")
class DisturbanceTest {
    private static final String SPEC = "region: eu-central-1";
    private static final int RENEWALS = 5;

    private final Cluster cluster;
    private final Aws aws = Aws.start();
    private final Release release;
    private final Cable cable;
    private final Operator operator;
    private Site docs;

    DisturbanceTest(Cluster cluster) {
        this.cluster = cluster;
        // Shorter than what is tried here lasts: the leases are lost each time, and taken again.
        this.release =
                Release.install(cluster, Release.values(cluster, aws, Map.of("leases", Map.of("duration", "3s"))));
        this.cable = Cable.to(cluster.api());
        this.operator = Operator.launch(cluster, release.deployment(), cable.uri(), Map.of());
        this.docs = new Site(cluster, "default", "docs");
        operator.awaitReady();
    }

    @BeforeEach
    void create() {
        docs = new Site(cluster, cluster.newNamespace(), "docs").create(SPEC);
        docs.awaitReady();
    }

    @AfterEach
    void theProcessLives() {
        operator.process().checkAlive();
    }

    @AfterAll
    void uninstall() {
        operator.close();
        cable.close();
        cluster.forgetManifests();
        release.close();
        aws.close();
    }

    @Test
    void aWatchThatBreaksIsTakenUpAgainAndMissesNothing() {
        cable.cut();
        await("readyz to tell")
                .atMost(Operator.PATIENCE)
                .until(() -> operator.probe("readyz").statusCode() == 503);
        assertThat(operator.probe("readyz").body()).contains("watch: a watch of the Kubernetes API is broken");
        assertThat(operator.probe("healthz").statusCode()).isEqualTo(200);
        awaitWarning("the lease store: The Kubernetes API does not answer for Leases.");
        docs.patch("{\"spec\": {\"ipv6\": false}}");

        cable.mend();

        assertGeneration(2);
        operator.awaitReady();
    }

    @Test
    void anApiServerThatIsKilledAndComesBackIsFollowed() {
        cluster.servers().restartApiServer();
        docs.patch("{\"spec\": {\"ipv6\": false}}");
        assertGeneration(2);
        operator.awaitReady();
    }

    @Test
    void aSiteThatIsChangedWhileItIsLookedAtIsLookedAtAgain() {
        List<String> complaints = operator.complaints();
        Held held = new Held();
        aws.memory().add(held);
        docs.patch("{\"spec\": {\"ipv6\": false}}");
        held.awaitCall();
        docs.patch("{\"metadata\": {\"labels\": {\"changed\": \"meanwhile\"}}}");
        aws.memory().remove(held);
        held.release();

        assertGeneration(2);
        assertThat(operator.probe("metrics").body())
                .containsPattern("siteward_calls_total\\{operation=\"PATCH securesites/status\",outcome=\"Conflict\"");
        assertThat(operator.complaints()).isEqualTo(complaints);
    }

    @Test
    void aTokenThatIsReplacedInTimeIsFollowed() {
        JsonNode lease = docs.json().at("/status/lease");
        operator.pod().replaceToken();
        docs.patch("{\"spec\": {\"ipv6\": false}}");
        assertGeneration(2);
        assertThat(operator.probe("readyz").statusCode()).isEqualTo(200);
        awaitRenewals();
        assertThat(docs.look().at("/status/lease")).isEqualTo(lease);
    }

    /** More of them than one token's end could fall between. */
    private void awaitRenewals() {
        LeaseBook leases = new LeaseObjects(cluster.client(), Release.NAMESPACE);
        Set<LeaseBook.Run> seen = new HashSet<>();
        await("renewals").atMost(Operator.PATIENCE).until(() -> {
            leases.runs().stream().filter(LeaseBook.Run::isAlive).forEach(seen::add);
            return seen.size() >= RENEWALS;
        });
    }

    private void awaitWarning(String warning) {
        await(warning)
                .atMost(Operator.PATIENCE)
                .until(() -> operator.complaints().contains(warning));
    }

    private void assertGeneration(int generation) {
        JsonNode site = docs.awaitReady();
        assertThat(site.at("/status/observedGeneration").asInt()).isEqualTo(generation);
    }
}
