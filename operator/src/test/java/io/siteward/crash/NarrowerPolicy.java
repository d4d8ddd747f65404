package io.siteward.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A policy that allows a little less than another.
 *
 * @param lack what it does not allow any more
 * @param text its JSON
 */
public record NarrowerPolicy(String lack, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_ACCOUNT = "999999999999";

    /**
     * Everything that can be taken from a policy by one step: an action elsewhere than where it is allowed, an action
     * where a condition is another, and a statement without one of its resources.
     */
    public static List<NarrowerPolicy> of(String policy) {
        JsonNode root = parsed(policy);
        List<NarrowerPolicy> narrower = new ArrayList<>();
        for (int i = 0; i < root.path("Statement").size(); i++) {
            JsonNode statement = root.path("Statement").get(i);
            String sid = statement.path("Sid").asText();
            for (JsonNode action : statement.path("Action")) {
                for (ObjectNode moved : moved(statement)) {
                    String lack = sid + ": " + action.asText() + " where " + where(moved);
                    narrower.add(new NarrowerPolicy(lack, with(root, i, action, moved)));
                }
            }
            for (int resource = 0;
                    statement.path("Resource").isArray()
                            && resource < statement.path("Resource").size();
                    resource++) {
                ObjectNode copy = root.deepCopy();
                JsonNode gone = ((ArrayNode) copy.at("/Statement/" + i + "/Resource")).remove(resource);
                narrower.add(new NarrowerPolicy(sid + ": nothing on " + gone.asText(), copy.toString()));
            }
        }
        return narrower;
    }

    /** Whether a signing key would miss it, and no site. */
    public boolean isOfSigningKeys() {
        return lack.matches("(KeepSigningKeys|StorePrivateKeys[A-Za-z]*): .*");
    }

    /** The statement on other resources, and under other conditions. */
    private static List<ObjectNode> moved(JsonNode statement) {
        List<ObjectNode> moved = new ArrayList<>();
        ObjectNode elsewhere = statement.deepCopy();
        ArrayNode resources = elsewhere.putArray("Resource");
        texts(statement.path("Resource")).forEach(resource -> resources.add(resource + "-nothing"));
        moved.add(elsewhere);
        for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                ObjectNode other = statement.deepCopy();
                ((ObjectNode) other.path("Condition").path(operator.getKey()))
                        .set(key.getKey(), otherThan(key.getValue().asText()));
                moved.add(other);
            }
        }
        return moved;
    }

    private static TextNode otherThan(String value) {
        return switch (value) {
            case "true" -> new TextNode("false");
            case "false" -> new TextNode("true");
            default -> new TextNode(NO_ACCOUNT);
        };
    }

    /** The policy where the statement is without the action, and the action has the other statement for itself. */
    private static String with(JsonNode root, int index, JsonNode action, ObjectNode alone) {
        ObjectNode copy = root.deepCopy();
        ArrayNode statements = (ArrayNode) copy.path("Statement");
        ArrayNode actions = (ArrayNode) statements.get(index).path("Action");
        for (int i = actions.size() - 1; i >= 0; i--) {
            if (actions.get(i).equals(action)) {
                actions.remove(i);
            }
        }
        alone.putArray("Action").add(action);
        alone.remove("Sid");
        if (actions.isEmpty()) {
            statements.remove(index);
        }
        statements.add(alone);
        return copy.toString();
    }

    private static String where(JsonNode statement) {
        return statement.path("Resource") + " " + statement.path("Condition");
    }

    private static List<String> texts(JsonNode node) {
        return (node.isArray() ? node.valueStream() : Stream.of(node))
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode parsed(String policy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
