package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesCallTest {
    private static final String MERGE = "application/merge-patch+json";

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void countsEveryCallByVerbAndResource() throws IOException, InterruptedException {
        api.kites().resource(kite("one")).create();
        api.kubernetes.forgetCalls();
        api.get(KITES, "application/json");
        api.get(KITES + "/one", "application/json");
        api.get(KITES + "/none", "application/json");
        api.lines(KITES + "?watch=true", "application/json").body().close();
        api.send("PATCH", KITES + "/one/status", MERGE, "{\"status\":{\"height\":30}}");
        api.send("DELETE", KITES + "/one", "application/json", "{}");
        api.get("/version", "application/json");

        Map<String, Integer> counts = new TreeMap<>();
        api.kubernetes.calls().forEach((call, count) -> counts.put(call.verb() + " " + call.resource(), count));
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "list kites", 1,
                        "get kites", 2,
                        "watch kites", 1,
                        "patch kites/status", 1,
                        "delete kites", 1,
                        "get /version", 1));
        assertThat(api.kubernetes.calls().keySet())
                .filteredOn(KubernetesCall::isWrite)
                .extracting(KubernetesCall::verb)
                .containsExactlyInAnyOrder("patch", "delete");
        assertThat(api.kubernetes.calls().keySet())
                .allMatch(call -> call.client().startsWith("Java-http-client"));
    }
}
