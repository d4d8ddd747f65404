package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events in their two versions. They are one set of objects, stored as core {@code v1} and shown by
 * {@code events.k8s.io/v1} under other field names.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/">Event v1</a>
 */
final class EventVersions {
    static final String NEWER_GROUP = "events.k8s.io";

    private static final Map<String, String> CORE_TO_NEWER = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount",
            "reportingComponent", "reportingController");

    private EventVersions() {}

    static boolean isNewer(ResourceKind kind) {
        return kind.group().equals(NEWER_GROUP);
    }

    static ObjectNode toNewer(ObjectNode core) {
        return renamed(core, CORE_TO_NEWER, NEWER_GROUP + "/v1");
    }

    static ObjectNode toCore(ObjectNode newer) {
        Map<String, String> names = new LinkedHashMap<>();
        CORE_TO_NEWER.forEach((core, other) -> names.put(other, core));
        return renamed(newer, names, "v1");
    }

    private static ObjectNode renamed(ObjectNode event, Map<String, String> names, String apiVersion) {
        ObjectNode renamed = event.objectNode();
        event.properties()
                .forEach(field -> renamed.set(names.getOrDefault(field.getKey(), field.getKey()), field.getValue()));
        return renamed.put("apiVersion", apiVersion);
    }
}
