package io.siteward.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.crd.v1alpha1.PolicyStatement;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import java.util.List;

/** What a spec's {@code additionalPolicyStatements} grant, as statements of a bucket policy. */
final class GrantedStatements {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GrantedStatements() {}

    static List<String> of(SecureSiteSpec spec, String bucket) {
        return spec.additionalPolicyStatements().stream()
                .filter(statement -> statement.effect() == PolicyStatement.Effect.ALLOW)
                .map(statement -> json(statement, bucket).toString())
                .toList();
    }

    private static ObjectNode json(PolicyStatement statement, String bucket) {
        ObjectNode json = JSON.createObjectNode().put("Effect", "Allow");
        ObjectNode principals = json.putObject("Principal");
        list(principals, "AWS", statement.principals().aws());
        list(principals, "Service", statement.principals().services());
        list(json, "Action", statement.actions());
        String arn = "arn:aws:s3:::" + bucket;
        list(
                json,
                "Resource",
                statement.resources().stream()
                        .map(path -> path.equals("/") ? arn : arn + path)
                        .toList());
        statement
                .conditions()
                .forEach(condition -> list(
                        json.withObject("/Condition/" + condition.operator()), condition.key(), condition.values()));
        return json;
    }

    private static void list(ObjectNode parent, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = parent.putArray(name);
            values.forEach(array::add);
        }
    }
}
