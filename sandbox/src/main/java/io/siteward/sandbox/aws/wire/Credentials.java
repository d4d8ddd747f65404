package io.siteward.sandbox.aws.wire;

import io.siteward.sandbox.aws.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access keys that the in-memory AWS knows, and whose each is.
 *
 * <p>Secrets are not kept: signatures are not verified, the key's id alone says who calls.
 */
public final class Credentials {
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    /** Makes the access key known; a key that is known moves to the new account. */
    public Credentials register(String accessKeyId, String accountId) {
        return register(accessKeyId, Caller.ofAccount(accountId));
    }

    /** Makes the access key known as this one's. */
    public Credentials register(String accessKeyId, Caller caller) {
        callers.put(accessKeyId, caller);
        return this;
    }

    /** Makes the access key unknown, as if it had been deleted or had expired. */
    public void revoke(String accessKeyId) {
        callers.remove(accessKeyId);
    }

    /** Whose key this is; empty when the key is unknown. */
    public Optional<Caller> caller(String accessKeyId) {
        return Optional.ofNullable(callers.get(accessKeyId));
    }
}
