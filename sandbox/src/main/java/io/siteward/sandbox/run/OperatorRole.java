package io.siteward.sandbox.run;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The role that the operator works under: it may what {@code docs/iam-policy.json} allows, and nothing else. */
final class OperatorRole {
    static final Caller CALLER = Caller.ofRole(SandboxAws.ACCOUNT, "siteward");

    private final InMemoryAws aws;
    private final RolePolicy whole;
    private RolePolicy inForce;

    private OperatorRole(InMemoryAws aws, RolePolicy policy) {
        this.aws = aws;
        this.whole = policy;
        this.inForce = policy;
        aws.add(policy);
    }

    /**
     * Binds the role.
     *
     * @param policy the file that users give to their role
     */
    static OperatorRole bind(InMemoryAws aws, Path policy, KnownResources resources) {
        try {
            return new OperatorRole(aws, new RolePolicy(CALLER, Files.readString(policy), resources));
        } catch (IOException e) {
            throw new SandboxFailure("The policy " + policy + " is not a file that can be read.", e);
        } catch (MalformedPolicyException e) {
            throw new SandboxFailure("AWS would refuse the policy " + policy + ": " + e.getMessage(), e);
        }
    }

    /** Takes one action away, for example {@code s3:PutBucketCORS}. */
    void loses(String action) {
        replace(inForce.without(action));
    }

    /** Gives back whatever was taken away. */
    void isWholeAgain() {
        replace(whole);
    }

    /** Both are in force for a moment, so that it never may more than the policy. */
    private synchronized void replace(RolePolicy next) {
        if (next != inForce) {
            aws.add(next);
            aws.remove(inForce);
            inForce = next;
        }
    }
}
