package io.siteward.sandbox.aws.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the policy of a resource and holds it against the grammar.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM's grammar</a>
 */
public final class PolicyParser {
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
    private static final Set<String> POLICY_FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The policy of a resource, which says who may do what with it. */
    public PolicyDocument parse(String text) throws MalformedPolicyException {
        return parse(tree(text));
    }

    /** The policy of an identity, which says what that one may do, and so names no principal. */
    public PolicyDocument parseOfIdentity(String text) throws MalformedPolicyException {
        JsonNode root = tree(text);
        for (JsonNode node : statementNodes(root)) {
            if (node.has("Principal") || node.has("NotPrincipal")) {
                throw new MalformedPolicyException("Policy document should not specify a principal.");
            }
            ((ObjectNode) node).put("Principal", "*");
        }
        return parse(root);
    }

    private static PolicyDocument parse(JsonNode root) throws MalformedPolicyException {
        refuseUnknownFields(root, POLICY_FIELDS);
        // The version may be absent: the grammar has it optional, and it then means the older one.
        if (root.has("Version") && !VERSIONS.contains(root.path("Version").asText())) {
            throw new MalformedPolicyException("The policy must contain a valid version string");
        }
        List<PolicyStatement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode node : statementNodes(root)) {
            PolicyStatement statement = statement(node);
            if (!statement.sid().isEmpty() && !sids.add(statement.sid())) {
                throw new MalformedPolicyException("Statement IDs (SID) in a single policy must be unique.");
            }
            statements.add(statement);
        }
        return new PolicyDocument(List.copyOf(statements));
    }

    /** The text as AWS gives a stored policy back: without white space, accounts as the ARN of their root. */
    public String normalised(String text) throws MalformedPolicyException {
        JsonNode root = tree(text);
        for (JsonNode statement : statementNodes(root)) {
            for (String field : List.of("Principal", "NotPrincipal")) {
                if (statement.get(field) instanceof ObjectNode principals && principals.has("AWS")) {
                    principals.set("AWS", withArns(principals.path("AWS")));
                }
            }
        }
        return root.toString();
    }

    private JsonNode withArns(JsonNode principals) {
        if (principals instanceof ArrayNode list) {
            ArrayNode arns = json.createArrayNode();
            list.forEach(principal -> arns.add(withArns(principal)));
            return arns;
        }
        String principal = principals.asText();
        return json.getNodeFactory()
                .textNode(principal.matches("\\d{12}") ? "arn:aws:iam::" + principal + ":root" : principal);
    }

    private JsonNode tree(String text) throws MalformedPolicyException {
        try {
            JsonNode root = json.readTree(text);
            if (root.isObject() && text.startsWith("{")) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // Answered below, as AWS does, without saying where.
        }
        throw new MalformedPolicyException("Policies must be valid JSON and the first byte must be '{'");
    }

    private static List<JsonNode> statementNodes(JsonNode root) throws MalformedPolicyException {
        JsonNode node = required(root, "Statement");
        List<JsonNode> nodes = node.isArray() ? List.copyOf(node.valueStream().toList()) : List.of(node);
        if (nodes.isEmpty() || !nodes.stream().allMatch(JsonNode::isObject)) {
            throw new MalformedPolicyException("Could not parse the policy: Statement is empty!");
        }
        return nodes;
    }

    private static PolicyStatement statement(JsonNode node) throws MalformedPolicyException {
        refuseUnknownFields(node, STATEMENT_FIELDS);
        String effect = required(node, "Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new MalformedPolicyException("Invalid effect: " + effect);
        }
        return new PolicyStatement(
                node.path("Sid").asText(""),
                effect.equals("Allow"),
                PrincipalsParser.parse(oneOf(node, "Principal", "NotPrincipal"), node.has("NotPrincipal")),
                patterns(node, "Action", "NotAction"),
                patterns(node, "Resource", "NotResource"),
                ConditionsParser.parse(node.path("Condition")));
    }

    private static Patterns patterns(JsonNode node, String including, String excluding)
            throws MalformedPolicyException {
        return new Patterns(node.has(excluding), texts(oneOf(node, including, excluding)));
    }

    private static JsonNode oneOf(JsonNode node, String including, String excluding) throws MalformedPolicyException {
        if (node.has(including) && node.has(excluding)) {
            throw new MalformedPolicyException("Invalid policy syntax: " + including + " and " + excluding);
        }
        return node.has(excluding) ? node.path(excluding) : required(node, including);
    }

    private static JsonNode required(JsonNode node, String field) throws MalformedPolicyException {
        if (!node.hasNonNull(field)) {
            throw new MalformedPolicyException("Missing required field " + field);
        }
        return node.path(field);
    }

    private static void refuseUnknownFields(JsonNode node, Set<String> known) throws MalformedPolicyException {
        for (String field : node.properties().stream().map(Map.Entry::getKey).toList()) {
            if (!known.contains(field)) {
                throw new MalformedPolicyException("Unknown field " + field);
            }
        }
    }

    /** One text or a list of texts; never empty. */
    static List<String> texts(JsonNode node) throws MalformedPolicyException {
        List<JsonNode> nodes = node.isArray() ? node.valueStream().toList() : List.of(node);
        if (nodes.isEmpty() || !nodes.stream().allMatch(JsonNode::isValueNode)) {
            throw new MalformedPolicyException("Invalid policy syntax.");
        }
        return nodes.stream().map(JsonNode::asText).toList();
    }
}
