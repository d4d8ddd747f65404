package io.siteward.sandbox.aws.dynamodb;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB in memory, for several accounts, each with its tables in each region. One call runs at a time.
 *
 * <p>Every read is of what was last written; {@link io.siteward.sandbox.aws.StaleReads} makes those lag that do not ask
 * for consistency. What a request asks for beyond what is served here is refused as an unknown operation is.
 */
public final class InMemoryDynamoDb implements InMemoryService<DynamoDbClient> {
    private static final String REGION_UNSAID = "us-east-1";

    private final Object lock = new Object();
    private final InstantSource clock;
    private final Duration settling;
    private final Map<Place, Tables> places = new HashMap<>();

    private record Place(String accountId, String region) {}

    /**
     * Without a table.
     *
     * @param settling how long a table is CREATING, then how long it has no backups yet, and how long it is DELETING
     */
    public InMemoryDynamoDb(InstantSource clock, Duration settling) {
        this.clock = clock;
        this.settling = settling;
    }

    @Override
    public Class<DynamoDbClient> clientType() {
        return DynamoDbClient.class;
    }

    @Override
    public String signingName() {
        return "dynamodb";
    }

    @Override
    public DynamoDbClient as(Caller caller) {
        Optional<DynamoDbClient> calls = caller.accountId()
                .map(id ->
                        new DynamoDbCalls(tables(new Place(id, caller.region().orElse(REGION_UNSAID)))));
        InvocationHandler handler = (proxy, method, arguments) -> {
            DynamoDbClient target = calls.orElseThrow(InMemoryDynamoDb::unsigned);
            synchronized (lock) {
                try {
                    if (arguments != null && arguments[0] instanceof SdkRequest request) {
                        ServedMembers.check(request);
                    }
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
        };
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, handler);
    }

    private Tables tables(Place place) {
        synchronized (lock) {
            return places.computeIfAbsent(place, at -> new Tables(at.accountId(), at.region(), clock, settling));
        }
    }

    private static RuntimeException unsigned() {
        return DynamoDbRefusal.UNSIGNED.because(
                "Request must contain either a valid (registered) AWS access key ID or X.509 certificate.");
    }
}
