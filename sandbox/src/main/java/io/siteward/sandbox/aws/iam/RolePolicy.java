package io.siteward.sandbox.aws.iam;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.policy.AccessRequest;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import io.siteward.sandbox.aws.policy.PolicyDecision;
import io.siteward.sandbox.aws.policy.PolicyDocument;
import io.siteward.sandbox.aws.policy.PolicyParser;
import io.siteward.sandbox.aws.policy.Requester;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The policy of one role: calls of the role that it does not allow are refused, whatever else would come of them. Other
 * callers are their account's administrators.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM</a>
 */
public final class RolePolicy implements Fault {
    private static final String PRINCIPAL_ACCOUNT = "${aws:PrincipalAccount}";

    private final Caller role;
    private final PolicyDocument policy;
    private final RequestedPermissions requested;

    /**
     * Attaches a policy to a role.
     *
     * @param text the policy's JSON; {@code ${aws:PrincipalAccount}} in it is the role's account
     * @param distributionTags the tags of a distribution by its ARN; empty when there is none
     * @throws MalformedPolicyException when it is no policy of an identity
     */
    public RolePolicy(Caller role, String text, Function<String, Map<String, String>> distributionTags)
            throws MalformedPolicyException {
        this.role = role;
        this.policy = new PolicyParser()
                .parseOfIdentity(
                        text.replace(PRINCIPAL_ACCOUNT, role.accountId().orElseThrow()));
        this.requested = new RequestedPermissions(role.accountId().orElseThrow(), distributionTags);
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (!caller.equals(role)) {
            return;
        }
        Optional<Permission> missing = requested.of(service, operation, request).stream()
                .filter(permission -> policy.decide(toRequest(permission)) != PolicyDecision.ALLOWED)
                .findFirst();
        if (missing.isPresent()) {
            throw AccessDenied.of(role, service, missing.get());
        }
    }

    private AccessRequest toRequest(Permission permission) {
        return new AccessRequest(Requester.of(role), permission.action(), permission.resource(), permission.context());
    }
}
