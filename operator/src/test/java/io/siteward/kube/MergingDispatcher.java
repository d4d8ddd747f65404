package io.siteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The mock's store, with JSON merge patches as they are: fabric8 7.5.2 appends lists and keeps nulls where RFC 7386
 * replaces and removes. They are turned into JSON patches, which it does right.
 */
public class MergingDispatcher extends KubernetesCrudDispatcher {
    private static final String MERGE = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";

    @Override
    public MockResponse handlePatch(RecordedRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null || !type.startsWith(MERGE)) {
            return super.handlePatch(request);
        }
        synchronized (this) {
            Map.Entry<?, String> stored = findResource(getKey(request.getPath().replaceFirst("/status$", "")));
            if (stored == null) {
                return new MockResponse().setResponseCode(404);
            }
            JsonNode before = Serialization.unmarshal(stored.getValue(), JsonNode.class);
            JsonNode patch = Serialization.unmarshal(request.getUtf8Body(), JsonNode.class);
            JsonNode version = patch.at("/metadata/resourceVersion");
            if (version.isTextual() && !version.equals(before.at("/metadata/resourceVersion"))) {
                return new MockResponse().setResponseCode(409);
            }
            List<String> violations = violations((ObjectNode) before, (ObjectNode) merged(before, patch));
            return violations.isEmpty()
                    ? super.handlePatch(asJsonPatch(request, replacements(before, patch)))
                    : invalid(violations);
        }
    }

    /** What the kind's definition has against the object that a merge patch would make; nothing where none is known. */
    protected List<String> violations(ObjectNode before, ObjectNode after) {
        return List.of();
    }

    private static MockResponse invalid(List<String> violations) {
        return new MockResponse()
                .setResponseCode(422)
                .setHeader("Content-Type", "application/json")
                .setBody(Serialization.asJson(new StatusBuilder()
                        .withCode(422)
                        .withStatus("Failure")
                        .withReason("Invalid")
                        .withMessage(String.join(", ", violations))
                        .build()));
    }

    private static ArrayNode replacements(JsonNode before, JsonNode patch) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        patch.properties()
                .forEach(member -> operations
                        .addObject()
                        .put("op", "add")
                        .put("path", "/" + member.getKey())
                        .set("value", merged(before.path(member.getKey()), member.getValue())));
        return operations;
    }

    private static JsonNode merged(JsonNode before, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = before.isObject() ? before.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merged(result.path(member.getKey()), member.getValue()));
            }
        });
        return result;
    }

    private static RecordedRequest asJsonPatch(RecordedRequest request, ArrayNode operations) {
        Headers headers = request.getHeaders()
                .newBuilder()
                .setHeader("Content-Type", JSON_PATCH)
                .build();
        Buffer body = new Buffer(operations.toString().getBytes(StandardCharsets.UTF_8));
        return new RecordedRequest(request.getHttpVersion(), request.method(), request.getPath(), headers, body);
    }
}
