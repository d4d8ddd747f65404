package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a kind makes of an object that a client sends: fields left out, defaults filled in, mistakes found. */
final class Rules {
    private Rules() {}

    /** The object of a create or update without unknown fields and with defaults. */
    static ObjectNode decoded(ResourceKind kind, ObjectNode body, WriteOptions options) {
        requireKind(kind, body);
        return known(
                kind,
                body,
                options,
                strict -> ApiError.badRequest("%s in version \"%s\" cannot be handled as a %s: %s"
                        .formatted(kind.kind(), kind.version(), kind.kind(), strict)));
    }

    /** The same for what a patch results in, which is refused in other words. */
    static ObjectNode decodedPatch(ResourceKind kind, ObjectNode patched, Patch patch, WriteOptions options) {
        requireKind(kind, patched);
        return known(
                kind,
                patched,
                options,
                strict -> ApiError.invalidPatch(" \"\" is invalid: patch: Invalid value: %s: %s"
                        .formatted(JsonNodes.quoted(patch.content()), strict)));
    }

    /** Why the object is refused; empty when it is not. */
    static List<ApiError.Cause> violations(ResourceKind kind, ObjectNode object, Optional<ObjectNode> old) {
        List<ApiError.Cause> causes = new ArrayList<>(MetadataRules.violations(object));
        if (kind.storedAs().equals("events") && old.isEmpty()) {
            causes.addAll(EventRules.violations(kind, object));
        }
        kind.definition()
                .ifPresent(definition -> definition
                        .schema()
                        .violations(object, old.orElse(null))
                        .forEach(violation -> causes.add(new ApiError.Cause(
                                violation.field(), violation.reason().code(), violation.detail()))));
        return causes;
    }

    private static ObjectNode known(
            ResourceKind kind, ObjectNode body, WriteOptions options, Function<String, ApiError> refusal) {
        MetadataRules.requireText(kind, body);
        ObjectNode object = body.deepCopy();
        List<String> unknown = new ArrayList<>();
        if (object.get("metadata") instanceof ObjectNode metadata) {
            metadata.properties().stream()
                    .map(field -> "metadata." + field.getKey())
                    .filter(path -> !Metadata.FIELDS.contains(path.substring("metadata.".length())))
                    .forEach(unknown::add);
            metadata.retain(Metadata.FIELDS);
        }
        kind.definition()
                .ifPresent(definition -> unknown.addAll(definition.schema().unknownFields(object)));
        List<String> complaints =
                unknown.stream().map(path -> "unknown field \"" + path + "\"").toList();
        switch (options.fieldValidation()) {
            case STRICT -> {
                if (!complaints.isEmpty()) {
                    throw refusal.apply(
                            complaints.stream().collect(Collectors.joining(", ", "strict decoding error: ", "")));
                }
            }
            case WARN -> options.warnings().addAll(complaints);
            case IGNORE -> {}
        }
        return kind.definition()
                .map(CustomDefinition::schema)
                .map(schema -> schema.withDefaults(schema.pruned(object)))
                .orElseGet(() -> withoutNulls(object));
    }

    /** Built-in kinds do not tell a null field from an absent one. */
    private static ObjectNode withoutNulls(ObjectNode object) {
        object.removeIf(JsonNode::isNull);
        object.forEach(value -> {
            if (value instanceof ObjectNode nested) {
                withoutNulls(nested);
            }
        });
        return object;
    }

    private static void requireKind(ResourceKind kind, ObjectNode body) {
        if (!kind.isCustom() && !body.has("kind") && !body.has("apiVersion")) {
            body.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
        }
        if (!kind.matches(body)) {
            throw ApiError.badRequest("the object provided is %s of %s, but the URL is of %s of %s"
                    .formatted(
                            body.path("kind").asText("nothing"),
                            body.path("apiVersion").asText("nothing"),
                            kind.kind(),
                            kind.apiVersion()));
        }
    }
}
