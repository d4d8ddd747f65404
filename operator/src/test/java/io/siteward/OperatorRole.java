package io.siteward;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The role that the operator works under in an in-memory AWS: {@code docs/iam-policy.json} is all that it may do. */
public final class OperatorRole {
    private static final String NAME = "siteward";
    private static final String POLICY = read();

    private OperatorRole() {}

    /** The role of this name in an account. */
    public static Caller in(String account) {
        return Caller.ofRole(account, NAME);
    }

    /** The policy as users give it to their role. */
    public static String policy() {
        return POLICY;
    }

    /** Binds the account's role to the policy; everybody else stays an administrator. */
    public static void bind(InMemoryAws aws, KnownResources resources, String account) {
        aws.add(bound(POLICY, resources, account));
    }

    /** The account's role bound to this text instead. */
    public static RolePolicy bound(String policy, KnownResources resources, String account) {
        try {
            return new RolePolicy(in(account), policy, resources);
        } catch (MalformedPolicyException e) {
            throw new IllegalArgumentException("AWS would refuse the policy: " + policy, e);
        }
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../docs/iam-policy.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
