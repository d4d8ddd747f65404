package io.siteward.sandbox.aws.kms;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.kms.KeyUse.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * KMS as Parameter Store and Secrets Manager use it on behalf of their callers. It answers no calls of its own: keys come
 * and change by the methods of this class. AWS's managed keys, {@code alias/aws/…}, are there in every account and
 * region, for everybody in it.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
 */
public final class InMemoryKms {
    private static final String MANAGED = "alias/aws/";

    /** @param users whom the key's policy lets use it */
    private record Key(String arn, boolean enabled, Predicate<Caller> users) {}

    private final Map<String, Key> byArn = new ConcurrentHashMap<>();

    /** Adds an enabled key that everybody in its account may use, or the one with the same name anew; answers its ARN. */
    public String put(String accountId, String region, String name) {
        UUID id = UUID.nameUUIDFromBytes((accountId + region + name).getBytes(StandardCharsets.UTF_8));
        String arn = "arn:aws:kms:" + region + ":" + accountId + ":key/" + id;
        byArn.put(arn, new Key(arn, true, caller -> caller.accountId().equals(Optional.of(accountId))));
        return arn;
    }

    public void remove(String arn) {
        byArn.remove(arn);
    }

    public void setEnabled(String arn, boolean enabled) {
        byArn.computeIfPresent(arn, (name, key) -> new Key(arn, enabled, key.users()));
    }

    /** Changes who may use the key. */
    public void allow(String arn, Predicate<Caller> users) {
        byArn.computeIfPresent(arn, (name, key) -> new Key(arn, key.enabled(), users));
    }

    /**
     * Uses a key as this caller.
     *
     * @param keyId a key's ARN, its id in the caller's account and region, or the alias of a managed key
     * @param action what is asked of KMS, for its message: for example {@code kms:Decrypt}
     */
    public KeyUse use(Caller caller, String region, String keyId, String action) {
        if (keyId.startsWith(MANAGED)) {
            return new KeyUse(Outcome.DONE, "");
        }
        String arn = keyId.startsWith("arn:")
                ? keyId
                : "arn:aws:kms:" + region + ":" + caller.accountId().orElse("") + ":key/" + keyId;
        Key key = byArn.get(arn);
        // A key of another region is not found: the stores ask their own.
        if (key == null || !arn.split(":", -1)[3].equals(region)) {
            return new KeyUse(Outcome.NO_SUCH_KEY, "Invalid keyId '" + keyId + "'");
        }
        if (!key.users().test(caller)) {
            return new KeyUse(
                    Outcome.FORBIDDEN,
                    "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + arn
                            + " because no resource-based policy allows the " + action + " action");
        }
        return key.enabled() ? new KeyUse(Outcome.DONE, "") : new KeyUse(Outcome.DISABLED, arn + " is disabled.");
    }
}
