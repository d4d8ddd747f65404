package io.siteward.sandbox.aws.iam;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.policy.AccessRequest;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import io.siteward.sandbox.aws.policy.PolicyDecision;
import io.siteward.sandbox.aws.policy.PolicyDocument;
import io.siteward.sandbox.aws.policy.PolicyParser;
import io.siteward.sandbox.aws.policy.Requester;
import java.util.Optional;
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
     * @throws MalformedPolicyException when it is no policy of an identity
     */
    public RolePolicy(Caller role, String text, KnownResources resources) throws MalformedPolicyException {
        this(
                role,
                new PolicyParser()
                        .parseOfIdentity(
                                text.replace(PRINCIPAL_ACCOUNT, role.accountId().orElseThrow())),
                new RequestedPermissions(role.accountId().orElseThrow(), resources));
    }

    private RolePolicy(Caller role, PolicyDocument policy, RequestedPermissions requested) {
        this.role = role;
        this.policy = policy;
        this.requested = requested;
    }

    /**
     * The same policy with one action fewer.
     *
     * @throws IllegalArgumentException when it does not allow the action by its name
     */
    public RolePolicy without(String action) {
        PolicyDocument narrower = policy.without(action);
        if (narrower.equals(policy)) {
            throw new IllegalArgumentException("the policy does not name " + action);
        }
        return new RolePolicy(role, narrower, requested);
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (!caller.isSameIdentityAs(role)) {
            return;
        }
        Optional<Permission> missing = requested.of(caller.region(), service, operation, request).stream()
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
