package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.EnumSet;

/** A patch in one of the formats that are served. */
record Patch(String mediaType, JsonNode content) {
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    private static final String APPLY_PATCH = "application/apply-patch+yaml";

    /**
     * The patch, when the kind can be patched in its format.
     *
     * <p>A strategic merge patch is read as a merge patch: right for maps and for whole lists, which is all that the
     * built-in kinds served here need, and refused when it has directives of its own.
     */
    static Patch of(ResourceKind kind, String mediaType, JsonNode content) {
        boolean strategic = mediaType.equals(STRATEGIC_PATCH) && !kind.isCustom();
        if (mediaType.equals(APPLY_PATCH)) {
            throw ApiError.unsupportedMediaType("the embedded Kubernetes API has no server-side apply: use "
                    + JSON_PATCH + ", " + MERGE_PATCH + ", or kubectl apply without --server-side");
        }
        if (!mediaType.equals(JSON_PATCH) && !mediaType.equals(MERGE_PATCH) && !strategic) {
            throw ApiError.unsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types include: " + JSON_PATCH
                            + ", " + MERGE_PATCH);
        }
        if (strategic && content.toString().contains("\"$patch\"")) {
            throw ApiError.notImplemented("$patch directives in strategic merge patches");
        }
        if (mediaType.equals(JSON_PATCH) ? !content.isArray() : !content.isObject()) {
            throw ApiError.badRequest("error decoding patch: the body is not a " + mediaType + " document");
        }
        return new Patch(mediaType, content);
    }

    ObjectNode applyTo(ObjectNode object) {
        if (!mediaType.equals(JSON_PATCH)) {
            return merged(object.deepCopy(), content);
        }
        try {
            return (ObjectNode) JsonPatch.apply(
                    content, object.deepCopy(), EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT));
        } catch (JsonPatchException | IllegalArgumentException | ClassCastException e) {
            throw ApiError.invalidPatch(
                    "the server rejected our request due to an error in our request: " + e.getMessage());
        }
    }

    /** RFC 7386: null removes, objects merge, anything else replaces. Directives of a strategic patch are not fields. */
    private ObjectNode merged(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.startsWith("$") && mediaType.equals(STRATEGIC_PATCH)) {
                return;
            }
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject()) {
                ObjectNode nested = target.get(name) instanceof ObjectNode object ? object : target.putObject(name);
                target.set(name, merged(nested, value));
            } else {
                target.set(name, value);
            }
        });
        return target;
    }
}
