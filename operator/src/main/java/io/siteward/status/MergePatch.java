package io.siteward.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON merge patch: https://www.rfc-editor.org/rfc/rfc7386. */
final class MergePatch {
    private MergePatch() {}

    /** What turns one into the other: a member that is gone is null, a list that differs is sent whole. */
    static JsonNode between(JsonNode before, JsonNode after) {
        if (!before.isObject() || !after.isObject()) {
            return after;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        before.properties().forEach(member -> {
            if (!after.has(member.getKey())) {
                patch.putNull(member.getKey());
            }
        });
        after.properties().forEach(member -> {
            JsonNode old = before.get(member.getKey());
            if (!member.getValue().equals(old)) {
                patch.set(member.getKey(), old == null ? member.getValue() : between(old, member.getValue()));
            }
        });
        return patch;
    }
}
