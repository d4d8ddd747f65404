package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column of what {@code kubectl get} prints.
 *
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param priority above 0 it is printed with {@code -o wide} alone
 */
record PrinterColumn(
        String name,
        String type,
        String format,
        String description,
        int priority,
        Function<JsonNode, Optional<JsonNode>> value) {

    private static final PrinterColumn NAME = new PrinterColumn(
            "Name", "string", "name", "Name must be unique within a namespace.", 0, path(".metadata.name"));
    private static final PrinterColumn AGE = column("Age", "date", ".metadata.creationTimestamp");

    static final List<PrinterColumn> NAMESPACES = List.of(NAME, column("Status", "string", ".status.phase"), AGE);
    static final List<PrinterColumn> CONFIG_MAPS = List.of(NAME, count("Data", "data"), AGE);
    static final List<PrinterColumn> SECRETS =
            List.of(NAME, column("Type", "string", ".type"), count("Data", "data"), AGE);
    static final List<PrinterColumn> LEASES = List.of(NAME, column("Holder", "string", ".spec.holderIdentity"), AGE);
    static final List<PrinterColumn> DEFINITIONS =
            List.of(NAME, column("Created At", "string", ".metadata.creationTimestamp"));
    static final List<PrinterColumn> EVENTS = List.of(
            new PrinterColumn("Last Seen", "date", "", "", 0, PrinterColumn::lastSeen),
            column("Type", "string", ".type"),
            column("Reason", "string", ".reason"),
            new PrinterColumn("Object", "string", "", "", 0, PrinterColumn::involvedObject),
            column("Message", "string", ".message"));

    /** The columns of a custom resource: its name, then those declared, or its age when none is. */
    static List<PrinterColumn> of(JsonNode declared) {
        List<PrinterColumn> columns = new ArrayList<>(List.of(NAME));
        declared.forEach(column -> columns.add(new PrinterColumn(
                column.path("name").asText(),
                column.path("type").asText(),
                column.path("format").asText(),
                column.path("description").asText(),
                column.path("priority").asInt(),
                path(column.path("jsonPath").asText()))));
        if (declared.isEmpty()) {
            columns.add(AGE);
        }
        return columns;
    }

    private static PrinterColumn column(String name, String type, String path) {
        return new PrinterColumn(name, type, "", "", 0, path(path));
    }

    private static PrinterColumn count(String name, String field) {
        return new PrinterColumn(
                name,
                "integer",
                "",
                "",
                0,
                object -> Optional.of(IntNode.valueOf(object.path(field).size())));
    }

    private static Function<JsonNode, Optional<JsonNode>> path(String path) {
        return new JsonPath(path)::first;
    }

    private static Optional<JsonNode> lastSeen(JsonNode event) {
        return path(".series.lastObservedTime")
                .apply(event)
                .or(() -> path(".lastTimestamp").apply(event))
                .or(() -> path(".eventTime").apply(event));
    }

    private static Optional<JsonNode> involvedObject(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        return Optional.of(TextNode.valueOf(object.path("kind").asText().toLowerCase(Locale.ROOT) + "/"
                + object.path("name").asText()));
    }
}
