package io.siteward.sandbox.aws;

import java.util.Optional;

/**
 * Who makes a call: an account's administrator, one of its roles, or nobody.
 *
 * @param role the name of the role; empty for the administrator
 */
public record Caller(Optional<String> accountId, Optional<String> role) {
    /** A request without a signature. */
    public static final Caller ANONYMOUS = new Caller(Optional.empty(), Optional.empty());

    public static Caller ofAccount(String accountId) {
        return new Caller(Optional.of(accountId), Optional.empty());
    }

    public static Caller ofRole(String accountId, String role) {
        return new Caller(Optional.of(accountId), Optional.of(role));
    }

    /** The ARN of the identity. */
    public String arn() {
        return role.map(name -> "arn:aws:sts::" + accountId.orElse("") + ":assumed-role/" + name + "/siteward")
                .orElseGet(() -> "arn:aws:iam::" + accountId.orElse("") + ":user/siteward");
    }
}
