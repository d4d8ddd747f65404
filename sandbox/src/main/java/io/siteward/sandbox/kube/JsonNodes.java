package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** JSON values made from nothing. */
final class JsonNodes {
    /** An object without fields, to be read only. */
    static final JsonNode EMPTY = JsonNodeFactory.instance.missingNode();

    private JsonNodes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The JSON text as a string literal. */
    static String quoted(JsonNode node) {
        return TextNode.valueOf(node.toString()).toString();
    }
}
