package io.siteward.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a site's manifest and status say at one moment. Text that is not there is empty.
 *
 * @param conditions by type
 * @param resources by kind and name
 * @param drift what somebody else changed, as resource and path
 * @param reconciled the token of the last {@code siteward.io/reconcile} that was obeyed
 */
public record SiteState(
        String name,
        String region,
        long generation,
        long observedGeneration,
        boolean deleting,
        String accountId,
        String bucketName,
        String distributionId,
        Map<String, Condition> conditions,
        Map<String, Resource> resources,
        List<String> drift,
        String reconciled) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One condition of the status. */
    public record Condition(String status, String reason, String message) {
        static final Condition NONE = new Condition("Unknown", "", "");

        /** Whether the two say the same, if in other words. */
        boolean isAs(Condition other) {
            return status.equals(other.status) && reason.equals(other.reason);
        }
    }

    /** One AWS resource of the status. */
    public record Resource(String id, String state) {}

    static SiteState of(GenericKubernetesResource site) {
        JsonNode json = JSON.valueToTree(site);
        JsonNode metadata = json.path("metadata");
        JsonNode status = json.path("status");
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (JsonNode each : status.path("conditions")) {
            conditions.put(
                    text(each, "type"),
                    new Condition(text(each, "status"), text(each, "reason"), text(each, "message")));
        }
        Map<String, Resource> resources = new LinkedHashMap<>();
        for (JsonNode each : status.path("resources")) {
            resources.put(
                    text(each, "kind") + " " + text(each, "name"), new Resource(text(each, "id"), text(each, "state")));
        }
        List<String> drift = new ArrayList<>();
        status.path("drift").forEach(each -> drift.add(text(each, "resource") + " " + text(each, "path")));
        return new SiteState(
                text(metadata, "name"),
                text(json.path("spec"), "region"),
                metadata.path("generation").asLong(),
                status.path("observedGeneration").asLong(),
                metadata.hasNonNull("deletionTimestamp"),
                text(status, "accountId"),
                text(status, "bucketName"),
                text(status, "distributionId"),
                conditions,
                resources,
                List.copyOf(drift),
                text(status.path("handled"), "reconcile"));
    }

    public Condition condition(String type) {
        return conditions.getOrDefault(type, Condition.NONE);
    }

    public boolean isTrue(String type) {
        return condition(type).status().equals("True");
    }

    /** Whether the bucket is there and takes objects. */
    boolean hasBucket() {
        return resources.entrySet().stream()
                .anyMatch(each -> each.getKey().startsWith("Bucket ")
                        && each.getValue().state().equals("Ready"));
    }

    /** Whether the newest spec is carried out and served. */
    public boolean isUpToDate() {
        return observedGeneration == generation
                && isTrue("Ready")
                && isTrue("Synced")
                && condition("Reconciling").status().equals("False");
    }

    /** What stands in the way, in one line. */
    String summary() {
        List<String> words = new ArrayList<>();
        conditions.forEach((type, each) -> words.add(type + "=" + each.status() + " (" + each.reason() + ")"));
        return words.isEmpty() ? "no status yet" : String.join(", ", words);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
