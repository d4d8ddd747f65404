package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time-out ends a test that waits for what never comes; no test expects anything of time. */
@Timeout(30)
class WatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiFixture api = new ApiFixture();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsWhatThereIsAndThenWhatHappens() throws Exception {
        api.kites().resource(kite("one")).create();
        try (Watch watch = api.kites().inNamespace("default").watch(new Recorder())) {
            assertThat(watch).isNotNull();
            assertThat(next()).isEqualTo("ADDED one");
            api.kites().withName("one").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"tails\":2}}");
            assertThat(next()).isEqualTo("MODIFIED one");
            api.kites().resource(kite("two")).create();
            assertThat(next()).isEqualTo("ADDED two");
            api.kites().withName("one").delete();
            assertThat(next()).isEqualTo("DELETED one");
        }
    }

    @Test
    void keepsAnInformerUpToDate() throws Exception {
        api.kites().resource(kite("one")).create();
        try (SharedIndexInformer<GenericKubernetesResource> informer =
                api.kites().inNamespace("default").inform(new RecordingHandler())) {
            assertThat(next()).isEqualTo("added one");
            api.kites().resource(kite("two")).create();
            assertThat(next()).isEqualTo("added two");
            api.kites().withName("two").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"tails\":2}}");
            assertThat(next()).isEqualTo("updated two");
            api.kites().withName("one").delete();
            assertThat(next()).isEqualTo("deleted one");
            assertThat(informer.getStore().listKeys()).containsExactly("default/two");
        }
    }

    @Test
    void replaysWhatHappenedSinceAVersion() throws Exception {
        String version =
                api.kites().resource(kite("one")).create().getMetadata().getResourceVersion();
        api.kites().withName("one").delete();
        api.kites().resource(kite("two")).create();

        assertThat(events(KITES + "?watch=true&resourceVersion=" + version, 2))
                .extracting(event -> event.path("type").asText()
                        + event.at("/object/metadata/name").asText())
                .containsExactly("DELETEDone", "ADDEDtwo");
    }

    @Test
    void givesADeletionTheVersionAtWhichItHappened() throws Exception {
        String version =
                api.kites().resource(kite("one")).create().getMetadata().getResourceVersion();
        api.kites().withName("one").delete();

        JsonNode deletion =
                events(KITES + "?watch=1&resourceVersion=" + version, 1).get(0);
        assertThat(deletion.at("/object/metadata/resourceVersion").asInt()).isGreaterThan(Integer.parseInt(version));
    }

    @Test
    void tellsWhoComesWithAForgottenVersionToListAgain() throws Exception {
        JsonNode event = events(KITES + "?watch=true&resourceVersion=999999", 1).get(0);

        assertThat(event.path("type").asText()).isEqualTo("ERROR");
        assertThat(event.at("/object/code").asInt()).isEqualTo(410);
        assertThat(event.at("/object/reason").asText()).isEqualTo("Expired");
    }

    @Test
    void tellsWhatEntersAndLeavesTheSelection() throws Exception {
        String version =
                api.kites().resource(kite("one")).create().getMetadata().getResourceVersion();
        for (String fly : List.of("\"yes\"", "\"yes\",\"high\":\"yes\"", "null")) {
            api.send(
                    "PATCH",
                    KITES + "/one",
                    "application/merge-patch+json",
                    "{\"metadata\":{\"labels\":{\"fly\":" + fly + "}}}");
        }

        assertThat(events(KITES + "?watch=true&labelSelector=fly%3Dyes&resourceVersion=" + version, 3))
                .extracting(event -> event.path("type").asText())
                .containsExactly("ADDED", "MODIFIED", "DELETED");
    }

    @Test
    void watchesOneObjectByItsName() throws Exception {
        api.kites().resource(kite("one")).create();
        api.kites().resource(kite("two")).create();

        assertThat(events(KITES + "?watch=true&timeoutSeconds=0&fieldSelector=metadata.name%3Dtwo", 9))
                .extracting(event -> event.at("/object/metadata/name").asText())
                .containsExactly("two");
    }

    @Test
    void waitsForACondition() throws Exception {
        api.kites().resource(kite("one")).create();
        var ready = api.kites()
                .withName("one")
                .informOnCondition(
                        found -> found.stream().anyMatch(kite -> kite.<Integer>get("status", "height") != null));

        api.kites().withName("one").editStatus(kite -> {
            kite.setAdditionalProperty("status", Map.of("height", 5));
            return kite;
        });

        assertThat(ready.get()).hasSize(1);
    }

    private String next() throws InterruptedException {
        String event = seen.poll(20, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
    }

    /** The first events of a watch, fewer when it ends before. */
    private List<JsonNode> events(String path, int count) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        try (var lines = api.lines(path, "application/json").body()) {
            Iterator<String> iterator = lines.iterator();
            while (events.size() < count && iterator.hasNext()) {
                events.add(JSON.readTree(iterator.next()));
            }
        }
        return events;
    }

    private final class Recorder implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource kite) {
            seen.add(action + " " + kite.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {
            seen.add("closed: " + cause.getMessage());
        }
    }

    private final class RecordingHandler implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource kite) {
            seen.add("added " + kite.getMetadata().getName());
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            if (!before.equals(after)) {
                seen.add("updated " + after.getMetadata().getName());
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource kite, boolean unknown) {
            seen.add("deleted " + kite.getMetadata().getName());
        }
    }
}
