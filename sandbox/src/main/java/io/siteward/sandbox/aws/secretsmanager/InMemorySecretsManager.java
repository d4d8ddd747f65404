package io.siteward.sandbox.aws.secretsmanager;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Secrets Manager in memory, for several accounts, each with its secrets in each region. One call runs at a time, and
 * every read is of what was last written.
 */
public final class InMemorySecretsManager implements InMemoryService<SecretsManagerClient> {
    private static final String REGION_UNSAID = "us-east-1";
    private static final long SEED = 20_171_017;

    private final Object lock = new Object();
    private final InstantSource clock;
    private final InMemoryKms keys;
    private final Duration forcedDeletion;
    private final Random random = new Random(SEED);
    private final Map<Place, Secrets> places = new HashMap<>();

    private record Place(String accountId, String region) {}

    /**
     * Without a secret.
     *
     * @param keys what secrets are encrypted with
     * @param forcedDeletion how long a secret's name is still taken after it was deleted without recovery
     */
    public InMemorySecretsManager(InstantSource clock, InMemoryKms keys, Duration forcedDeletion) {
        this.clock = clock;
        this.keys = keys;
        this.forcedDeletion = forcedDeletion;
    }

    @Override
    public Class<SecretsManagerClient> clientType() {
        return SecretsManagerClient.class;
    }

    @Override
    public String signingName() {
        return "secretsmanager";
    }

    @Override
    public SecretsManagerClient as(Caller caller) {
        String region = caller.region().orElse(REGION_UNSAID);
        Optional<SecretsManagerClient> calls = caller.accountId()
                .map(id -> new SecretsManagerCalls(
                        secrets(new Place(id, region)),
                        forcedDeletion,
                        (key, action) -> keys.use(caller, region, key, action)));
        InvocationHandler handler = (proxy, method, arguments) -> {
            SecretsManagerClient target = calls.orElseThrow(InMemorySecretsManager::unsigned);
            synchronized (lock) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
        };
        return (SecretsManagerClient) Proxy.newProxyInstance(
                SecretsManagerClient.class.getClassLoader(), new Class<?>[] {SecretsManagerClient.class}, handler);
    }

    /** The key of a secret, by its name or ARN; empty when it is AWS's managed one, or there is no such secret. */
    public Optional<String> encryptionKey(String accountId, String region, String secret) {
        synchronized (lock) {
            return secrets(new Place(accountId, region)).find(secret).flatMap(StoredSecret::keyId);
        }
    }

    private Secrets secrets(Place place) {
        synchronized (lock) {
            return places.computeIfAbsent(place, at -> new Secrets(at.accountId(), at.region(), clock, random));
        }
    }

    private static RuntimeException unsigned() {
        return SecretRefusal.UNSIGNED.because("Missing Authentication Token");
    }
}
