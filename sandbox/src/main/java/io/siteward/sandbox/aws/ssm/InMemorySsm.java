package io.siteward.sandbox.aws.ssm;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * SSM Parameter Store in memory, for several accounts, each with its parameters in each region. One call runs at a time,
 * and every read is of what was last written: AWS documents nothing else.
 */
public final class InMemorySsm implements InMemoryService<SsmClient> {
    private static final String REGION_UNSAID = "us-east-1";

    private final Object lock = new Object();
    private final InstantSource clock;
    private final InMemoryKms keys;
    private final Map<Place, Parameters> places = new HashMap<>();

    private record Place(String accountId, String region) {}

    /** @param keys what secure strings are encrypted with */
    public InMemorySsm(InstantSource clock, InMemoryKms keys) {
        this.clock = clock;
        this.keys = keys;
    }

    @Override
    public Class<SsmClient> clientType() {
        return SsmClient.class;
    }

    @Override
    public String signingName() {
        return "ssm";
    }

    @Override
    public SsmClient as(Caller caller) {
        String region = caller.region().orElse(REGION_UNSAID);
        Optional<SsmClient> calls =
                caller.accountId().map(id -> new SsmCalls(caller, region, parameters(new Place(id, region)), keys));
        InvocationHandler handler = (proxy, method, arguments) -> {
            SsmClient target = calls.orElseThrow(InMemorySsm::unsigned);
            synchronized (lock) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
        };
        return (SsmClient)
                Proxy.newProxyInstance(SsmClient.class.getClassLoader(), new Class<?>[] {SsmClient.class}, handler);
    }

    /** The key of a parameter's newest value, by the parameter's name or ARN; empty when it has none. */
    public Optional<String> encryptionKey(String accountId, String region, String parameter) {
        synchronized (lock) {
            return parameters(new Place(accountId, region))
                    .find(parameter)
                    .flatMap(found -> found.newest().keyId());
        }
    }

    private Parameters parameters(Place place) {
        synchronized (lock) {
            return places.computeIfAbsent(place, at -> new Parameters(at.accountId(), at.region(), clock));
        }
    }

    private static RuntimeException unsigned() {
        return SsmRefusal.UNSIGNED.because("Missing Authentication Token");
    }
}
