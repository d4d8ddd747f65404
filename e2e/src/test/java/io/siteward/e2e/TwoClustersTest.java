package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The same manifest in two clusters, which agree by a table in AWS: one acts, and the other says so. */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
class TwoClustersTest {
    private static final String FLEET = "prod";
    private static final String TABLE = "siteward-leases";
    private static final Region REGION = Region.EU_CENTRAL_1;
    private static final String BERLIN = "berlin";
    private static final String PARIS = "paris";
    private static final String LEASE = "5s";

    /** Longer than anybody may act without the table, also half of it. */
    private static final Duration TABLE_TIME = Duration.ofSeconds(6);

    private final Cluster berlin;
    private final SecondCluster paris;
    private final Aws aws = Aws.start(TABLE_TIME);
    private final DynamoDbClient dynamoDb = aws.dynamoDb(REGION);
    private final LeaseItems leases = new LeaseItems(dynamoDb, TABLE, FLEET);
    private final Witness witness = new Witness(leases);
    private final Release release;
    private final Operator inBerlin;
    private final Operator inParis;
    private String namespace = "";
    private Site ofBerlin;
    private Site ofParis;

    TwoClustersTest(Cluster cluster) {
        this.berlin = cluster;
        makeTable();
        aws.memory().add(witness);
        this.release = Release.install(
                cluster,
                Release.values(
                        cluster,
                        aws,
                        Map.of(
                                "fleet",
                                FLEET,
                                "cluster",
                                BERLIN,
                                "leases",
                                Map.of("duration", LEASE, "table", REGION + "/" + TABLE))));
        this.inBerlin = Operator.replica(
                cluster, release.deployment(), BERLIN, cluster.api(), aws.variables(aws.keyOf(BERLIN)));
        Path folder = cluster.newFolder(PARIS);
        this.paris = new SecondCluster(folder);
        this.inParis = Operator.outside(folder, variables());
        this.ofBerlin = new Site(cluster, "default", "docs");
        this.ofParis = new Site(paris.client(), "default", "docs");
    }

    /** As an administrator makes it who wants to be able to delete it. */
    private void makeTable() {
        dynamoDb.createTable(table -> table.tableName(TABLE)
                .keySchema(key("fleet", KeyType.HASH), key("record", KeyType.RANGE))
                .attributeDefinitions(text("fleet"), text("record"))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(Release.rates());
        variables.putAll(aws.variables(aws.keyOf(PARIS)));
        variables.put("KUBECONFIG", paris.kubeconfig().toString());
        variables.put("HOSTNAME", PARIS);
        variables.put("SITEWARD_FLEET", FLEET);
        variables.put("SITEWARD_CLUSTER", PARIS);
        variables.put("SITEWARD_LEASE_TABLE", REGION + "/" + TABLE);
        variables.put("SITEWARD_LEASE_DURATION", LEASE);
        return variables;
    }

    @BeforeEach
    void bothAreThere() {
        for (Operator operator : List.of(inBerlin, inParis)) {
            operator.awaitReady();
        }
        for (String cluster : List.of(BERLIN, PARIS)) {
            await(cluster + " to be a member")
                    .atMost(Operator.PATIENCE)
                    .until(() -> leases.alive(cluster).size() == 1);
        }
        namespace = berlin.newNamespace();
        paris.addNamespace(namespace);
        witness.introduce(bucket(), namespace, "docs");
        ofBerlin = new Site(berlin, namespace, "docs");
        ofParis = new Site(paris.client(), namespace, "docs");
    }

    @AfterEach
    void nobodyEverChangedWhatHeDidNotHold() {
        witness.assertOrder();
    }

    @AfterAll
    void uninstall() {
        inBerlin.close();
        inParis.close();
        paris.close();
        berlin.forgetManifests();
        release.close();
        aws.close();
    }

    @Test
    void oneActsAndTheOtherSaysWhoAndRepeatsItsReadiness() {
        JsonNode held = heldByBerlin();
        JsonNode standby = ofParis.awaitReady();

        JsonNode synced = Site.condition(standby, "Synced");
        assertThat(synced.path("status").asText()).isEqualTo("Unknown");
        assertThat(synced.path("reason").asText()).isEqualTo("LeaseHeldElsewhere");
        JsonNode lease = held.at("/status/lease");
        assertThat(synced.path("message").asText())
                .isEqualTo("Cluster berlin holds the site since %s, by its replica %s."
                        .formatted(
                                lease.path("since").asText(),
                                lease.path("member").asText()));
        assertThat(standby.at("/status/lease")).isEqualTo(lease);
        assertThat(reason(standby, "Ready")).isEqualTo("LeaseHeldElsewhere");

        ofParis.patch("{\"spec\": {\"ipv6\": false}}");
        JsonNode other = ofParis.await(
                "told that its spec differs", site -> reason(site, "Synced").equals("SpecDiffers"));
        assertThat(Site.condition(other, "Synced").path("message").asText())
                .endsWith("Its manifest has another spec than this one, which is not carried out: make them equal.");
        ofBerlin.patch("{\"spec\": {\"ipv6\": false}}");
        ofBerlin.awaitReady();
        ofParis.await("equal again", site -> reason(site, "Synced").equals("LeaseHeldElsewhere"));

        assertThat(writers()).containsOnly(BERLIN);
    }

    @Test
    void itIsHandedOverByCommandAndOnceForEachWord() {
        heldByBerlin();
        ofBerlin.annotate("siteward.io/release-lease", "one");
        awaitHolder(PARIS);
        ofParis.awaitReady();
        ofBerlin.await("standing by", site -> reason(site, "Synced").equals("LeaseHeldElsewhere"));

        ofParis.annotate("siteward.io/release-lease", "one");
        JsonNode back = awaitHolder(BERLIN);
        assertThat(ofBerlin.look().at("/status/lease")).isEqualTo(back.at("/status/lease"));
        ofParis.await("standing by", site -> reason(site, "Synced").equals("LeaseHeldElsewhere"));

        ofParis.patch("{\"spec\": {\"ipv6\": false}}");
        ofBerlin.patch("{\"spec\": {\"ipv6\": false}}");
        ofBerlin.awaitReady();
        assertThat(ofBerlin.json().at("/status/lease")).isEqualTo(back.at("/status/lease"));
    }

    @Test
    void onlyTheLastDeletionDeletes() {
        heldByBerlin();
        ofParis.delete();
        ofParis.awaitGone();
        assertThat(events(paris.client()))
                .contains("Normal HandedOver: Nothing was deleted in AWS: the site is also claimed by cluster berlin.");
        assertThat(writers()).containsOnly(BERLIN);
        ofBerlin.look();

        ofParis.create(spec());
        ofParis.awaitReady();
        ofBerlin.delete();
        ofBerlin.awaitGone();
        awaitHolder(PARIS);
        ofParis.awaitReady();
        assertThat(deletions()).isEmpty();
        assertThat(aws.buckets()).contains(bucket());

        ofParis.delete();
        ofParis.awaitGone();
        assertThat(aws.buckets()).doesNotContain(bucket());
        assertThat(deletions()).contains("DeleteDistribution", "DeleteBucket");
    }

    @Test
    void whatASilentClusterClaimsIsLeftStandingAndSaidSo() {
        heldByBerlin();
        inParis.process().kill();
        await("paris to be dead")
                .atMost(Operator.PATIENCE)
                .until(() -> leases.alive(PARIS).isEmpty());

        ofBerlin.delete();
        ofBerlin.awaitGone();

        assertThat(events(berlin.client()))
                .contains("Warning LeftStanding: Nothing was deleted in AWS, and nobody keeps it now: the site is also"
                        + " claimed by cluster paris, where no operator takes it. To end that claim, apply the manifest"
                        + " again with the annotation siteward.io/end-claim set to that cluster's name, and then"
                        + " delete it.");
        assertThat(aws.buckets()).contains(bucket());
        assertThat(deletions()).isEmpty();

        inParis.restart();
        awaitHolder(PARIS);
        ofParis.delete();
        ofParis.awaitGone();
        assertThat(aws.buckets()).doesNotContain(bucket());
    }

    @Test
    void theClaimOfAClusterThatIsGoneEndsByCommand() {
        heldByBerlin();
        inParis.process().kill();
        ofBerlin.annotate("siteward.io/end-claim", PARIS);
        await("the end of the claim of paris").atMost(Operator.PATIENCE).until(() -> !isClaimed(PARIS));
        ofBerlin.await(
                "done with the command",
                site -> site.at("/status/handled/end-claim").asText().equals(PARIS));

        ofBerlin.delete();
        ofBerlin.awaitGone();
        assertThat(aws.buckets()).doesNotContain(bucket());

        // It was not gone after all, and has the manifest: that is a claim.
        inParis.restart();
        await("the site of paris")
                .atMost(Operator.PATIENCE)
                .until(() -> aws.buckets().contains(bucket()));
        ofParis.delete();
        ofParis.awaitGone();
    }

    @Test
    void aTableThatIsDeletedStopsBothUntilItIsThereAgain() {
        long epoch = heldByBerlin().at("/status/lease/epoch").asLong();
        dynamoDb.deleteTable(table -> table.tableName(TABLE));

        JsonNode stopped =
                ofBerlin.await("stopped", site -> reason(site, "Synced").equals("LeaseStoreUnavailable"));
        assertThat(Site.condition(stopped, "Synced").path("message").asText())
                .startsWith("Who may act cannot be known: ")
                .contains("siteward-leases in eu-central-1")
                .endsWith("Nothing is done until the store answers again.");
        assertThat(Site.status(stopped, "Ready")).isEqualTo("True");
        int writes = writers().size();
        ofBerlin.patch("{\"spec\": {\"ipv6\": false}}");
        ofParis.patch("{\"spec\": {\"ipv6\": false}}");
        assertThat(writers()).hasSize(writes);

        for (Site site : List.of(ofBerlin, ofParis)) {
            site.await("in a later epoch", now -> now.at("/status/lease/epoch").asLong() > epoch);
            assertThat(site.awaitReady().at("/status/observedGeneration").asInt())
                    .isEqualTo(2);
        }
        assertThat(ofBerlin.json().at("/status/lease")).isEqualTo(ofParis.json().at("/status/lease"));
        assertThat(writers()).hasSizeGreaterThan(writes);
    }

    /** The manifest in both, first in Berlin. */
    private JsonNode heldByBerlin() {
        ofBerlin.create(spec());
        ofBerlin.awaitReady();
        ofParis.create(spec());
        ofParis.await("standing by", site -> reason(site, "Synced").equals("LeaseHeldElsewhere"));
        await("the claim of paris").atMost(Operator.PATIENCE).until(() -> isClaimed(PARIS));
        return ofBerlin.awaitReady();
    }

    private boolean isClaimed(String cluster) {
        return leases.isClaimed(FLEET + "/SecureSite/" + namespace + "/docs", cluster);
    }

    /** Both clusters say the same. */
    private JsonNode awaitHolder(String cluster) {
        for (Site site : List.of(ofParis, ofBerlin)) {
            if (!site.json().isMissingNode()) {
                site.await(
                        "held by " + cluster,
                        now -> now.at("/status/lease/cluster").asText().equals(cluster));
            }
        }
        return (cluster.equals(PARIS) ? ofParis : ofBerlin).awaitReady();
    }

    /** Who changed anything of the site in AWS, once for each change. */
    private List<String> writers() {
        return witness.of(namespace, "docs").stream()
                .map(Witness.Sighting::process)
                .toList();
    }

    private List<String> deletions() {
        return witness.of(namespace, "docs").stream()
                .map(Witness.Sighting::operation)
                .filter(operation -> operation.startsWith("Delete"))
                .toList();
    }

    private List<String> events(KubernetesClient client) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
                .toList();
    }

    private static String reason(JsonNode site, String type) {
        return Site.condition(site, type).path("reason").asText();
    }

    private String spec() {
        return "region: eu-central-1, bucketName: " + bucket();
    }

    private String bucket() {
        return namespace + "-docs";
    }
}
