package io.siteward.sandbox.aws.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads who a statement is about.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM</a>
 */
final class PrincipalsParser {
    private static final String INVALID = "Invalid principal in policy";

    private static final Pattern AWS = Pattern.compile("\\*|\\d{12}"
            + "|arn:aws[a-z-]*:iam::\\d{12}:(root|(user|role)/[\\w+=,.@/-]+)"
            + "|arn:aws[a-z-]*:sts::\\d{12}:(assumed-role|federated-user)/[\\w+=,.@/-]+"
            + "|arn:aws[a-z-]*:iam::cloudfront:user/CloudFront Origin Access Identity E[A-Z0-9]+");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern CANONICAL_USER = Pattern.compile("[0-9a-f]{64}");

    private PrincipalsParser() {}

    static Principals parse(JsonNode node, boolean excluded) throws MalformedPolicyException {
        if (node.isTextual() && node.asText().equals("*")) {
            return new Principals(excluded, List.of("*"), List.of(), List.of());
        }
        if (!node.isObject() || node.isEmpty()) {
            throw new MalformedPolicyException(INVALID);
        }
        List<String> aws = new ArrayList<>();
        List<String> services = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            List<String> values = PolicyParser.texts(entry.getValue());
            switch (entry.getKey()) {
                case "AWS" -> aws.addAll(checked(values, AWS));
                case "Service" -> services.addAll(checked(values, SERVICE));
                case "CanonicalUser" -> others.addAll(checked(values, CANONICAL_USER));
                case "Federated" -> others.addAll(values);
                default -> throw new MalformedPolicyException(INVALID);
            }
        }
        return new Principals(excluded, List.copyOf(aws), List.copyOf(services), List.copyOf(others));
    }

    private static List<String> checked(List<String> values, Pattern form) throws MalformedPolicyException {
        if (!values.stream().allMatch(value -> form.matcher(value).matches())) {
            throw new MalformedPolicyException(INVALID);
        }
        return values;
    }
}
