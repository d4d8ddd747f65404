package io.siteward.sandbox.run;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;

/** The role of the functions that sign: it may read what the operator stores, and nothing else. */
final class SignerRole {
    static final Caller CALLER = Caller.ofRole(SandboxAws.ACCOUNT, "siteward-sign");

    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "ssm:GetParameter", "Resource": "arn:aws:ssm:*:*:parameter/siteward/*"},
              {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
               "Resource": "arn:aws:secretsmanager:*:*:secret:siteward/*"},
              {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}]}
            """;

    private SignerRole() {}

    static void bind(InMemoryAws aws, KnownResources resources) {
        try {
            aws.add(new RolePolicy(CALLER, POLICY, resources));
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException(e);
        }
    }
}
