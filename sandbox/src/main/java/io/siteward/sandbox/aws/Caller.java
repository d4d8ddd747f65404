package io.siteward.sandbox.aws;

import java.util.Optional;

/**
 * Who makes a call: an account's administrator, one of its roles, or nobody.
 *
 * @param role the name of the role; empty for the administrator
 * @param region where the call is sent, as its signature says; empty where that does not matter
 */
public record Caller(Optional<String> accountId, Optional<String> role, Optional<String> region) {
    /** A request without a signature. */
    public static final Caller ANONYMOUS = new Caller(Optional.empty(), Optional.empty(), Optional.empty());

    public static Caller ofAccount(String accountId) {
        return new Caller(Optional.of(accountId), Optional.empty(), Optional.empty());
    }

    public static Caller ofRole(String accountId, String role) {
        return new Caller(Optional.of(accountId), Optional.of(role), Optional.empty());
    }

    /** The same, calling this region. */
    public Caller in(Optional<String> calledRegion) {
        return new Caller(accountId, role, calledRegion);
    }

    /** Whether both are the same user or role, wherever they call. */
    public boolean isSameIdentityAs(Caller other) {
        return accountId.equals(other.accountId) && role.equals(other.role);
    }

    /** The ARN of the identity. */
    public String arn() {
        return role.map(name -> "arn:aws:sts::" + accountId.orElse("") + ":assumed-role/" + name + "/siteward")
                .orElseGet(() -> "arn:aws:iam::" + accountId.orElse("") + ":user/siteward");
    }
}
