package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Objects as rows of the kind's columns: what {@code kubectl get} asks for and prints.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables">Receiving
 *     resources as Tables</a>
 */
final class Table implements Representation {
    private final ResourceKind kind;
    private final String includeObject;
    private final InstantSource clock;

    /** @param includeObject what comes along with a row: {@code None}, {@code Object}, else the metadata */
    Table(ResourceKind kind, String includeObject, InstantSource clock) {
        this.kind = kind;
        this.includeObject = includeObject;
        this.clock = clock;
    }

    @Override
    public ObjectNode of(ObjectNode stored) {
        return table(Metadata.of(stored).resourceVersion(), List.of(stored));
    }

    @Override
    public ObjectNode of(ObjectStore.Snapshot snapshot) {
        return table(Long.toString(snapshot.version()), snapshot.objects());
    }

    private ObjectNode table(String version, List<ObjectNode> objects) {
        ObjectNode table = JsonNodes.object();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", version);
        kind.columns()
                .forEach(column -> table.withArray("columnDefinitions")
                        .addObject()
                        .put("name", column.name())
                        .put("type", column.type())
                        .put("format", column.format())
                        .put("description", column.description())
                        .put("priority", column.priority()));
        table.putArray("rows").addAll(objects.stream().map(this::row).toList());
        return table;
    }

    private ObjectNode row(ObjectNode object) {
        ObjectNode row = JsonNodes.object();
        kind.columns().forEach(column -> row.withArray("cells").add(cell(column, object)));
        if (includeObject.equals("Object")) {
            row.set("object", kind.shown(object));
        } else if (!includeObject.equals("None")) {
            ObjectNode partial =
                    row.putObject("object").put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            partial.set("metadata", object.path("metadata"));
        }
        return row;
    }

    private JsonNode cell(PrinterColumn column, ObjectNode object) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        JsonNode value = column.value().apply(object).orElse(nodes.nullNode());
        if (value.isNull()) {
            return value;
        }
        return switch (column.type()) {
            case "integer" -> value.isNumber() ? nodes.numberNode(value.asLong()) : nodes.nullNode();
            case "number" -> value.isNumber() ? value : nodes.nullNode();
            case "boolean" -> value.isBoolean() ? value : nodes.nullNode();
            case "date" -> nodes.textNode(age(value.asText()));
            default -> nodes.textNode(value.isValueNode() ? value.asText() : value.toString());
        };
    }

    private String age(String timestamp) {
        try {
            Instant then = OffsetDateTime.parse(timestamp).toInstant();
            return HumanDuration.of(Duration.between(then, clock.instant()));
        } catch (DateTimeParseException e) {
            return "<invalid>";
        }
    }
}
