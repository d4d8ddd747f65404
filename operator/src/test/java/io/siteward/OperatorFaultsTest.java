package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.s3.model.Bucket;

/** What the running operator makes of a Kubernetes API that fails it, and of people who change their minds meanwhile. */
class OperatorFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** More often would be in the way of the operator's own writes to the object. */
    private static final Duration BETWEEN_NUDGES = Duration.ofMillis(500);

    private final OperatorWorld<FaultyCluster> world = new OperatorWorld<>(new FaultyCluster());
    private SitewardOperator operator;

    @BeforeEach
    void start() {
        operator = world.start();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void takesUpAWatchThatHasEnded() {
        world.untilReady("docs", site("docs", ""));
        world.cluster.endWatches();
        seesANewSpec("docs");
    }

    @Test
    void listsAgainWhenTheServerHasForgottenItsVersion() {
        world.untilReady("docs", site("docs", ""));
        world.cluster.forgetVersions();
        world.cluster.endWatches();
        seesANewSpec("docs");
    }

    @Test
    void waitsForAnApiThatIsAwayAndSaysSo() throws IOException, InterruptedException {
        world.untilReady("docs", site("docs", ""));
        world.forget();
        world.cluster.shutDown();

        await("readyz to say it").atMost(PATIENCE).until(() -> readyz().statusCode() == 503);
        assertThat(readyz().body()).contains("watch: a watch of the Kubernetes API is broken");
        assertThat(world.aws.calls()).isEmpty();

        world.cluster.startAgain();
        seesANewSpec("docs");
        await("readyz to say it").atMost(PATIENCE).until(() -> readyz().statusCode() == 200);
    }

    @Test
    void makesNothingTwiceWhenTheApiGoesAwayDuringACreate() {
        world.doorman.beforeNext("CreateDistributionWithTags", world.cluster::shutDown);
        world.cluster.apply(site("docs", ""));
        await("the create").atMost(PATIENCE).until(() -> world.awsWrites().contains("CreateDistributionWithTags"));

        world.cluster.startAgain();
        world.untilReady("docs", site("docs", ""));

        assertThat(world.awsWrites()).containsOnlyOnce("CreateBucket", "CreateDistributionWithTags");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409, 422, 500, 503})
    void makesNothingWhileItsNotesAreRefusedAndGoesOnWhenTheyAreTaken(int status) {
        world.cluster.refuse("PATCH", "/status", status);
        world.cluster.apply(site("docs", ""));
        await("the refusal")
                .atMost(PATIENCE)
                .until(() -> !world.doorman.failures().isEmpty());
        if (status == 403 || status == 422) {
            await("the Event")
                    .atMost(PATIENCE)
                    .until(() -> world.cluster.events("docs").stream()
                            .anyMatch(event -> event.startsWith("Warning StatusNotWritten: ")));
        }
        assertThat(world.awsWrites()).isEmpty();

        world.cluster.heal();
        untilReadyOf(1, "docs");

        assertThat(world.awsWrites()).containsOnlyOnce("CreateBucket", "CreateDistributionWithTags");
    }

    @Test
    void makesNothingTwiceWhereAnswersToItsNotesAreLost() {
        world.cluster.loseEverySecondAnswer("PATCH", "/status");
        world.cluster.apply(site("docs", ""));

        untilReadyOf(1, "docs");

        assertThat(world.doorman.failures()).contains("PATCH securesites/status: ClusterUnreachable");
        assertThat(world.awsWrites()).containsOnlyOnce("CreateBucket", "CreateDistributionWithTags");
    }

    @Test
    void arrivesAtTheLastSpecAtWhicheverCallItChanges() {
        world.cluster.apply(site("first", ""));
        untilReadyOf(1, "first");
        List<String> names = names(world.doorman.callsToTheLastChange("first"));
        for (String name : names) {
            int call = names.indexOf(name) + 1;
            world.doorman.beforeCall(name, call, () -> world.cluster.apply(site(name, ", ipv6: false")));
            world.cluster.apply(site(name, ""));
        }

        untilAll(names, site -> isReadyOf(site.getMetadata().getGeneration(), site));

        List<String> changed = names.stream()
                .filter(name -> world.cluster.get(name).getMetadata().getGeneration() == 2)
                .toList();
        assertThat(changed).hasSizeGreaterThan(12);
        assertThat(names)
                .allSatisfy(name -> assertThat(config(name).isIPV6Enabled()).isEqualTo(!changed.contains(name)));
        assertThat(buckets()).hasSize(names.size() + 1);
        assertThat(distributions()).hasSize(names.size() + 1);
    }

    @Test
    void makesASiteThatIsAppliedAnewAtWhicheverCallItsNamesakeIsBeingTakenDown() {
        world.cluster.apply(site("first", ""));
        untilReadyOf(1, "first");
        world.doorman.forget();
        world.cluster.site("first").delete();
        untilAll(List.of("first"), site -> false);
        List<String> names = names(world.doorman.callsToTheLastChange("first"));
        names.forEach(name -> world.cluster.apply(site(name, "")));
        untilAll(names, site -> isReadyOf(1, site));
        Map<String, String> uids = names.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> world.cluster.get(name).getMetadata().getUid()));

        for (String name : names) {
            world.doorman.beforeCall(name, names.indexOf(name) + 1, () -> renew(name));
            world.cluster.site(name).delete();
        }
        untilAll(
                names,
                site -> isReadyOf(1, site)
                        && !site.getMetadata()
                                .getUid()
                                .equals(uids.get(site.getMetadata().getName())));

        List<String> renewed = names.stream()
                .filter(name -> world.cluster.site(name).get() != null)
                .toList();
        assertThat(renewed).hasSizeGreaterThan(10);
        assertThat(renewed)
                .allSatisfy(name -> assertThat(config(name).enabled()).isTrue());
        assertThat(buckets()).hasSize(renewed.size());
        assertThat(distributions()).hasSize(renewed.size());
    }

    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "docs-" + n).toList();
    }

    /** Somebody takes the finalizer away and applies the manifest again. */
    private void renew(String name) {
        world.cluster.site(name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
        await("the first to go")
                .atMost(PATIENCE)
                .until(() -> world.cluster.site(name).get() == null);
        world.cluster.apply(site(name, ""));
    }

    private void seesANewSpec(String name) {
        world.cluster.apply(site(name, ", ipv6: false"));
        await("the new spec").atMost(PATIENCE).until(() -> isReadyOf(2, world.cluster.get(name)));
        assertThat(config(name).isIPV6Enabled()).isFalse();
        assertThat(world.ends).isEmpty();
    }

    private void untilReadyOf(long generation, String name) {
        untilAll(List.of(name), site -> isReadyOf(generation, site));
        assertThat(world.cluster.site(name).get()).isNotNull();
    }

    /** Asks for looks until each of the sites is as it is wanted, or gone. */
    private void untilAll(List<String> names, Predicate<SecureSite> wanted) {
        await("the sites").atMost(PATIENCE).pollInterval(BETWEEN_NUDGES).until(() -> {
            // What waits for CloudFront's lists to catch up waits by this clock.
            world.clock.advance(Duration.ofMinutes(1));
            List<SecureSite> left = names.stream()
                    .map(name -> world.cluster.site(name).get())
                    .filter(site -> site != null && !wanted.test(site))
                    .toList();
            left.forEach(this::nudge);
            return left.isEmpty();
        });
    }

    private void nudge(SecureSite site) {
        try {
            world.nudge(site.getMetadata().getName());
        } catch (KubernetesClientException e) {
            // It went between two looks at it.
        }
    }

    private static boolean isReadyOf(long generation, SecureSite site) {
        SecureSiteStatus status = site.getStatus();
        return status != null
                && status.observedGeneration() != null
                && status.observedGeneration() >= generation
                && says(status, "Ready", "True")
                && says(status, "Reconciling", "False");
    }

    private static boolean says(SecureSiteStatus status, String type, String value) {
        return status.conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals(type) && condition.status().equals(value));
    }

    private DistributionConfig config(String name) {
        String id = Optional.ofNullable(world.cluster.get(name).getStatus().distributionId())
                .orElseThrow();
        return world.us
                .cloudFront()
                .getDistributionConfig(request -> request.id(id))
                .distributionConfig();
    }

    private List<Bucket> buckets() {
        return world.us.s3(Region.EU_CENTRAL_1).listBuckets().buckets();
    }

    private List<DistributionSummary> distributions() {
        return world.us
                .cloudFront()
                .listDistributions(request -> {})
                .distributionList()
                .items();
    }

    private HttpResponse<String> readyz() throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + operator.probePort() + "/readyz");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String site(String name, String more) {
        return """
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: %s, namespace: web}
                spec: {region: eu-central-1%s}
                """.formatted(name, more);
    }
}
