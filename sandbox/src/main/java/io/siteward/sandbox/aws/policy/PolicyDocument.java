package io.siteward.sandbox.aws.policy;

import java.util.List;

/** A policy of a resource or of an identity. An explicit denial wins over every permission. */
public record PolicyDocument(List<PolicyStatement> statements) {
    public static final PolicyDocument EMPTY = new PolicyDocument(List.of());

    /**
     * What the statements that apply to the request say together.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM</a>
     */
    public PolicyDecision decide(AccessRequest request) {
        List<PolicyStatement> applying = statements.stream()
                .filter(statement -> statement.applies(request))
                .toList();
        if (applying.isEmpty()) {
            return PolicyDecision.SILENT;
        }
        return applying.stream().allMatch(PolicyStatement::allows) ? PolicyDecision.ALLOWED : PolicyDecision.DENIED;
    }

    /** The same without this action wherever it is allowed by its name. */
    public PolicyDocument without(String action) {
        return new PolicyDocument(statements.stream()
                .map(statement -> statement.allows() ? statement.without(action) : statement)
                .toList());
    }
}
