package io.siteward.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/** The leases of replicas of one cluster: objects of the operator's namespace. */
record LeaseObjects(KubernetesClient client, String namespace) implements LeaseBook {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<Run> runs() {
        return contents("member")
                .map(member -> new Run(
                        member.path("id").asText(),
                        member.path("instance").asText(),
                        member.path("state").asText(),
                        member.path("version").asText()))
                .toList();
    }

    @Override
    public List<Tenure> tenures() {
        return contents("lease")
                .filter(lease -> lease.path("holder").isTextual())
                .map(lease -> new Tenure(
                        lease.path("key").asText(),
                        lease.path("epoch").asLong(),
                        lease.path("holder").asText()))
                .toList();
    }

    private Stream<JsonNode> contents(String kind) {
        return client.leases().inNamespace(namespace).withLabel("siteward.io/record", kind).list().getItems().stream()
                .map(LeaseObjects::content);
    }

    private static JsonNode content(Lease object) {
        try {
            return JSON.readTree(object.getMetadata().getAnnotations().get("siteward.io/content"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
