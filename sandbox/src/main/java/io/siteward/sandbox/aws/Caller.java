package io.siteward.sandbox.aws;

import java.util.Optional;

/** Who makes a call: an account of the in-memory AWS, or nobody. */
public record Caller(Optional<String> accountId) {
    /** A request without a signature. */
    public static final Caller ANONYMOUS = new Caller(Optional.empty());

    public static Caller ofAccount(String accountId) {
        return new Caller(Optional.of(accountId));
    }
}
