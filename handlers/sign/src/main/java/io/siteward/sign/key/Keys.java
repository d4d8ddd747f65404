package io.siteward.sign.key;

import io.siteward.sign.rules.KeyPointer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Puts together where the key comes from. */
public final class Keys {
    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    private static final Duration TO_ANSWER = Duration.ofSeconds(2);

    private Keys() {}

    /**
     * The key that a pointer names. Nothing is read, and nothing that signs is made, before it is asked for: what is made
     * before a SnapStart snapshot would be the same after each restore.
     *
     * @param environment where Lambda says who the function is, and tests where AWS is
     */
    public static KeySource at(KeyPointer pointer, Map<String, String> environment, InstantSource clock) {
        return new CachedKey(
                new StoredKey(
                        pointer,
                        new AwsStore(pointer, environment, new HttpCalls(TO_CONNECT, TO_ANSWER), clock),
                        Accelerator::find),
                pointer.cacheTime(),
                clock);
    }
}
