package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Three replicas as three processes. Whatever happens to one, the others keep its sites, and at no moment do two change
 * one: at each of their writes the leases are looked into.
 */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
class ReplicasTest {
    private static final List<String> NAMES = List.of("siteward-a", "siteward-b", "siteward-c");
    private static final int MOST_SITES = 30;

    private final Cluster cluster;
    private final Aws aws = Aws.start();
    private final Release release;
    private final LeaseBook leases;
    private final Witness witness;
    private final Map<String, Cable> cables = new TreeMap<>();
    private final Map<String, Operator> replicas = new TreeMap<>();
    private String namespace = "";

    ReplicasTest(Cluster cluster) {
        this.cluster = cluster;
        this.release = Release.install(
                cluster,
                Release.values(cluster, aws, Map.of("replicas", NAMES.size(), "leases", Map.of("duration", "3s"))));
        this.leases = new LeaseObjects(cluster.client(), Release.NAMESPACE);
        this.witness = new Witness(leases);
        aws.memory().add(witness);
        for (String name : NAMES) {
            Cable cable = Cable.to(cluster.api());
            cables.put(name, cable);
            replicas.put(
                    name,
                    Operator.replica(cluster, release.deployment(), name, cable.uri(), aws.variables(aws.keyOf(name))));
        }
    }

    @BeforeEach
    void allAreThere() {
        namespace = cluster.newNamespace();
        NAMES.forEach(name -> {
            replica(name).awaitReady();
            awaitAlive(name);
        });
    }

    @AfterEach
    void nobodyEverChangedWhatHeDidNotHold() {
        witness.assertOrder();
    }

    @AfterAll
    void uninstall() {
        replicas.values().forEach(Operator::close);
        cables.values().forEach(Cable::close);
        cluster.forgetManifests();
        release.close();
        aws.close();
    }

    @Test
    void eachKeepsItsShareOfTheSites() {
        Set<String> holders = new HashSet<>();
        List<Site> sites = new ArrayList<>();
        while (!holders.containsAll(NAMES)) {
            assertThat(sites).as("sites of which all are %s's", holders).hasSizeLessThan(MOST_SITES);
            Site site = site("docs-" + sites.size());
            sites.add(site.create(spec("docs-" + sites.size())));
            holders.add(holder(site.awaitReady()));
        }
        for (int i = 0; i < sites.size(); i++) {
            JsonNode lease = sites.get(i).awaitReady().at("/status/lease");
            assertThat(witness.of(namespace, "docs-" + i)).isNotEmpty().allSatisfy(write -> {
                assertThat(write.process()).isEqualTo(instance(lease));
                assertThat(write.epoch()).hasValue(lease.path("epoch").asLong());
            });
        }
    }

    @Test
    void whoIsKilledInTheMiddleOfItsWorkIsSucceeded() {
        Site docs = site("docs");
        Ambush ambush = ambush("CreateDistributionWithTags", name -> {
            replica(name).process().kill();
            throw SdkClientException.create("killed");
        });
        docs.create(spec("docs"));
        String first = ambush.awaitVictim();

        JsonNode ready = docs.awaitReady();

        assertThat(holder(ready)).isNotEqualTo(first);
        assertMadeOnce("docs");
        replica(first).restart();
        assertComesBack(docs, first);
    }

    @Test
    void theLastOneKeepsWhatTwoHeldWhoAreKilledTogether() {
        Site docs = site("docs").create(spec("docs"));
        String first = holder(docs.awaitReady());
        String second =
                NAMES.stream().filter(name -> !name.equals(first)).findFirst().orElseThrow();
        replica(first).process().kill();
        replica(second).process().kill();

        docs.patch("{\"spec\": {\"ipv6\": false}}");
        JsonNode ready = docs.awaitReady();

        assertThat(holder(ready)).isNotIn(first, second);
        assertMadeOnce("docs");
        replica(first).restart();
        replica(second).restart();
        assertComesBack(docs, first);
    }

    /** It stands still with a call on its way, which reaches AWS after another replica has gone on. */
    @Test
    void whoWakesUpAfterItsLeaseChangesNothingAndJoinsAgain() {
        Site docs = site("docs");
        Ambush ambush = ambush("PutBucketPolicy", name -> replica(name).freeze());
        docs.create(spec("docs"));
        String first = ambush.awaitVictim();
        List<String> runs = leases.alive(first);
        try {
            assertThat(holder(docs.awaitReady())).isNotEqualTo(first);
            ambush.release();
        } finally {
            replica(first).thaw();
        }

        await(first + " to join again")
                .atMost(Operator.PATIENCE)
                .until(() -> leases.alive(first), now -> now.size() == 1 && !now.equals(runs));
        assertComesBack(docs, first);
        docs.look();
        docs.awaitReady();
        assertMadeOnce("docs");
    }

    @Test
    void whoIsAskedToEndHandsOverAndSaysSo() {
        Site docs = site("docs").create(spec("docs"));
        docs.patch("{\"spec\": {\"ipv6\": false}}");
        String first = holder(docs.awaitReady());
        String run = leases.alive(first).get(0);

        replica(first).close();

        awaitSuccessor(docs, first);
        assertThat(leases.runs())
                .filteredOn(each -> each.id().equals(run))
                .allMatch(each -> each.state().equals("LEFT"));
        docs.patch("{\"spec\": {\"ipv6\": true}}");
        docs.awaitReady();
        assertThat(holder(docs.json())).isNotEqualTo(first);
        replica(first).restart();
        assertComesBack(docs, first);
    }

    @Test
    void whoseConnectionIsCutStopsAndIsSucceededAndJoinsAgain() {
        Site docs = site("docs").create(spec("docs"));
        String first = holder(docs.awaitReady());

        cable(first).cut();
        awaitSuccessor(docs, first);
        docs.patch("{\"spec\": {\"ipv6\": false}}");
        String second = holder(docs.awaitReady());

        assertThat(witness.of(namespace, "docs"))
                .last()
                .extracting(Witness.Sighting::process)
                .isEqualTo(second);
        cable(first).mend();
        assertComesBack(docs, first);
        replica(first).awaitReady();
        docs.patch("{\"spec\": {\"ipv6\": true}}");
        assertThat(holder(docs.awaitReady())).isEqualTo(first);
        assertMadeOnce("docs");
    }

    private static JsonNode awaitSuccessor(Site site, String first) {
        return site.await("held by another than " + first, now -> !holder(now).equals(first));
    }

    /** The site is of its share, so it is handed back, in a later epoch. */
    private void assertComesBack(Site site, String name) {
        long epoch = site.json().at("/status/lease/epoch").asLong();
        awaitAlive(name);
        JsonNode back = site.await("held by " + name, now -> holder(now).equals(name));
        assertThat(back.at("/status/lease/epoch").asLong()).isGreaterThanOrEqualTo(epoch);
        assertThat(leases.alive(name))
                .containsExactly(back.at("/status/lease/member").asText());
    }

    private void assertMadeOnce(String name) {
        assertThat(aws.buckets())
                .filteredOn(bucket -> bucket.equals(bucket(name)))
                .hasSize(1);
        assertThat(aws.memory().calls())
                .filteredOn(call -> call.operation().equals("CreateDistributionWithTags")
                        && call.errorCode().isEmpty()
                        && call.request().toString().contains(bucket(name)))
                .hasSize(1);
    }

    private void awaitAlive(String name) {
        await(name + " to be a member")
                .atMost(Operator.PATIENCE)
                .until(() -> leases.alive(name).size() == 1);
    }

    private Ambush ambush(String operation, Consumer<String> deed) {
        Ambush ambush = new Ambush(operation, deed);
        aws.memory().add(ambush);
        return ambush;
    }

    private Operator replica(String name) {
        return Objects.requireNonNull(replicas.get(name), name);
    }

    private Cable cable(String name) {
        return Objects.requireNonNull(cables.get(name), name);
    }

    private Site site(String name) {
        witness.introduce(bucket(name), namespace, name);
        return new Site(cluster, namespace, name);
    }

    private String spec(String name) {
        return "region: eu-central-1, bucketName: " + bucket(name);
    }

    private String bucket(String name) {
        return namespace + "-" + name;
    }

    private static String holder(JsonNode site) {
        return instance(site.at("/status/lease"));
    }

    /** A run's id is the replica's name and a mark. */
    private static String instance(JsonNode lease) {
        return lease.path("member").asText().replaceFirst("\\.[^.]*$", "");
    }
}
