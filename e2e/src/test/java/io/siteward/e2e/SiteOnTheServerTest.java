package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.sandbox.aws.CallRecord;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site's object from its creation to its end, as the server keeps it: defaults, finalizer, status, field owners. */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
class SiteOnTheServerTest {
    private static final String SPEC = "region: eu-central-1";
    private static final int LOOKS = 10;

    private final Cluster cluster;
    private final Installation siteward;

    SiteOnTheServerTest(Cluster cluster) {
        this.cluster = cluster;
        this.siteward = Installation.of(cluster);
    }

    @AfterAll
    void uninstall() {
        siteward.close();
    }

    @Test
    void theDefaultsAreStored() {
        JsonNode spec = newSite().create(SPEC).json().path("spec");
        assertThat(spec.path("resyncSeconds").asInt()).isEqualTo(600);
        assertThat(spec.path("deletionPolicy").asText()).isEqualTo("Delete");
        assertThat(spec.path("versioning").asText()).isEqualTo("Enabled");
        assertThat(spec.at("/headers/preset").asText()).isEqualTo("Strict");
        assertThat(spec.at("/lifecycle/noncurrentDays").asInt()).isEqualTo(30);
        assertThat(spec.path("forceDestroy").asBoolean(true)).isFalse();
    }

    @Test
    void theOperatorOwnsItsFinalizerAndTheStatusAndNothingOfTheSpec() {
        JsonNode site = newSite().create(SPEC).awaitReady();
        assertThat(site.at("/metadata/finalizers").toString()).isEqualTo("[\"siteward.io/securesite\"]");
        assertThat(site.at("/metadata/managedFields"))
                .filteredOn(owner -> owner.path("manager").asText().equals("siteward"))
                .allSatisfy(owner -> {
                    boolean ofStatus = owner.path("subresource").asText().equals("status");
                    assertThat(owner.path("fieldsV1").fieldNames())
                            .toIterable()
                            .containsExactly(ofStatus ? "f:status" : "f:metadata");
                })
                .hasSize(2);
    }

    @Test
    void specAndStatusAreWrittenApart() {
        Site docs = newSite().create(SPEC);
        JsonNode ready = docs.awaitReady();

        docs.patch("{\"status\": {\"url\": \"https://example.com/\"}}");
        docs.patchStatus("{\"spec\": {\"ipv6\": false}}");

        JsonNode after = docs.json();
        assertThat(after.path("spec")).isEqualTo(ready.path("spec"));
        assertThat(after.path("status")).isEqualTo(ready.path("status"));
        assertThat(after.at("/metadata/generation").asInt()).isEqualTo(1);
    }

    @Test
    void aConditionOfSomebodyElseStaysBesideOurs() {
        Site docs = newSite().create(SPEC);
        docs.awaitReady();
        docs.applyStatus(
                "auditor",
                "conditions: [{type: Audited, status: 'True', reason: Quarterly, message: '',"
                        + " lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 1}]");

        docs.patch("{\"spec\": {\"ipv6\": false}}");

        JsonNode site = docs.awaitReady();
        assertThat(Site.status(site, "Audited")).isEqualTo("True");
        assertThat(Site.condition(site, "Ready").path("observedGeneration").asInt())
                .isEqualTo(2);
    }

    /** Each look is asked for by an annotation that was obeyed before, which leaves nothing to be written down. */
    @Test
    void tenLooksAtAnUnchangedSiteWriteNothing() {
        Site docs = newSite().create(SPEC);
        docs.awaitReady();
        docs.look();
        for (int look = 0; look < LOOKS; look++) {
            siteward.aws().memory().forgetCalls();
            JsonNode asked = docs.annotate("siteward.io/seen", Integer.toString(look));
            await("a look").atMost(Operator.PATIENCE).until(this::hasLooked);
            JsonNode now = docs.json();
            assertThat(now).isEqualTo(asked);
            assertThat(siteward.aws().writes()).isEmpty();
        }
        JsonNode before = docs.json();
        siteward.aws().memory().forgetCalls();

        siteward.operator().restart();
        await("a look").atMost(Operator.PATIENCE).until(this::hasLooked);
        new Site(cluster, cluster.newNamespace(), "another").create(SPEC).awaitReady();

        JsonNode after = docs.json();
        assertThat(after.at("/status/lease/epoch").asInt())
                .isEqualTo(before.at("/status/lease/epoch").asInt() + 1);
        assertThat(butForTheLease(after)).isEqualTo(butForTheLease(before));
    }

    /** Another run of the operator is another holder, which is written down once. */
    private static JsonNode butForTheLease(JsonNode site) {
        ObjectNode rest = site.deepCopy();
        rest.withObject("/status").remove("lease");
        rest.withObject("/metadata").remove(List.of("resourceVersion", "managedFields"));
        return rest;
    }

    @Test
    void aDeletedNamespaceTakesItsSitesAwayInAwsToo() {
        String namespace = cluster.newNamespace();
        Site docs = new Site(cluster, namespace, "docs").create(SPEC);
        String bucket = docs.awaitReady().at("/status/bucketName").asText();

        cluster.client().namespaces().withName(namespace).delete();

        docs.awaitGone();
        await("the namespace to be gone")
                .atMost(Operator.PATIENCE)
                .until(() -> cluster.client().namespaces().withName(namespace).get() == null);
        assertThat(siteward.aws().buckets()).doesNotContain(bucket);
        assertThat(siteward.operator().complaints()).isEmpty();
    }

    private boolean hasLooked() {
        List<String> reads = siteward.aws().memory().calls().stream()
                .map(CallRecord::operation)
                .toList();
        return reads.contains("GetDistribution") || reads.contains("GetDistributionConfig");
    }

    private Site newSite() {
        return new Site(cluster, cluster.newNamespace(), "docs");
    }
}
