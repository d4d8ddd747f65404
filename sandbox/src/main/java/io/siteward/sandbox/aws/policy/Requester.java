package io.siteward.sandbox.aws.policy;

import io.siteward.sandbox.aws.Caller;

/**
 * The principal of a request, as policies see it.
 *
 * @param id the account's number or the service's principal, for example {@code cloudfront.amazonaws.com}; empty for
 *     an anonymous request
 */
public record Requester(Kind kind, String id) {
    /** What a principal can be here: accounts act as their own administrator, there are no users or roles. */
    public enum Kind {
        ANONYMOUS,
        ACCOUNT,
        SERVICE
    }

    public static final Requester ANONYMOUS = new Requester(Kind.ANONYMOUS, "");

    public static Requester of(Caller caller) {
        return caller.accountId().map(Requester::account).orElse(ANONYMOUS);
    }

    public static Requester account(String accountId) {
        return new Requester(Kind.ACCOUNT, accountId);
    }

    public static Requester service(String servicePrincipal) {
        return new Requester(Kind.SERVICE, servicePrincipal);
    }

    public boolean isAccount(String accountId) {
        return kind == Kind.ACCOUNT && id.equals(accountId);
    }
}
