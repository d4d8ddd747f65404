package io.siteward.sign.key;

import io.siteward.sign.rules.KeyPointer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Puts together where the key comes from. */
public final class Keys {
    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    private static final Duration TO_ANSWER = Duration.ofSeconds(2);

    /** For all calls together, so that there is an answer before Lambda or API Gateway gives up. */
    private static final Duration TO_READ = Duration.ofSeconds(10);

    private Keys() {}

    /**
     * The key that a pointer names. Nothing is read, and nothing that signs is made, before it is asked for: what is made
     * before a SnapStart snapshot would be the same after each restore.
     *
     * @param environment where Lambda says who the function is, and tests where AWS is
     * @param nanoTime that of {@link System#nanoTime}, by which reading the key comes to an end
     */
    public static KeySource at(
            KeyPointer pointer, Map<String, String> environment, InstantSource clock, LongSupplier nanoTime) {
        StoreApi api = StoreApi.of(pointer.store());
        URI endpoint = api.endpoint(pointer.region(), environment);
        Supplier<SecretStore> stores = () -> {
            HttpCalls http = new HttpCalls(TO_CONNECT, TO_ANSWER, Deadline.after(TO_READ, nanoTime));
            RoleCredentials credentials = new RoleCredentials(environment, http);
            return new AwsStore(api, pointer.region(), endpoint, credentials, http, clock);
        };
        return new CachedKey(new StoredKey(pointer, stores, Accelerator::find), pointer.cacheTime(), clock);
    }
}
