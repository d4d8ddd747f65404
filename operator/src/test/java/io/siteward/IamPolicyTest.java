package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.sandbox.aws.iam.OperationPermissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/iam-policy.json} grants what the operator calls, and nothing else. */
class IamPolicyTest {
    private static final int LONGEST_MANAGED_POLICY = 6144;

    private final JsonNode policy =
            new ObjectMapper().readTree(Path.of("../docs/iam-policy.json").toFile());

    IamPolicyTest() throws IOException {}

    @Test
    void grantsWhatTheOperatorCallsAndNothingElse() {
        Set<String> needed = OperationsInUse.all().stream()
                .map(operation -> operation.split(":", 2))
                .flatMap(operation -> OperationPermissions.actions(operation[0], operation[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(granted()).isEqualTo(needed);
    }

    @Test
    void namesNoActionByAWildcard() {
        assertThat(granted()).isNotEmpty().noneMatch(action -> action.contains("*"));
    }

    /** AWS counts no white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
    @Test
    void fitsIntoOneManagedPolicy() {
        assertThat(policy.toString().replaceAll("\\s", "")).hasSizeLessThanOrEqualTo(LONGEST_MANAGED_POLICY);
    }

    private Set<String> granted() {
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            statement.path("Action").forEach(action -> actions.add(action.asText()));
        }
        return actions;
    }
}
