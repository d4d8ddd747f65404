package io.siteward.sign.api;

import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.key.StoreServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole function, a store on this machine with two generations of its key, and a clock that tests move. */
final class FunctionOnAStore implements AutoCloseable {
    static final String POINTER = "/siteward/f/ns/k/current";
    static final String FIRST = "/siteward/f/ns/k/1";
    static final String SECOND = "/siteward/f/ns/k/2";

    /** For how long the function uses what it has read. */
    static final Duration CACHE_TIME = Duration.ofSeconds(60);

    static final String SECRET_ACCESS_KEY = "secret-value";

    private static final String CONFIGURATION = """
            {"sites": ["https://docs.example.com"],
             "allow": [{"paths": ["/members/*"], "claim": "cognito:groups", "values": ["members"], "maxSeconds": 3600}],
             "corsOrigins": ["https://docs.example.com"],
             "key": {"store": "parameterStore", "name": "/siteward/f/ns/k/current", "region": "eu-central-1"}}
            """;

    final StoreServer aws = new StoreServer();
    final List<String> logged = new ArrayList<>();
    final String privateKey = Base64.getEncoder()
            .encodeToString(KeyPairs.fresh(KeyAlgorithm.ECDSAP256).getPrivate().getEncoded());
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "SITEWARD_SIGN",
            CONFIGURATION,
            "AWS_ACCESS_KEY_ID",
            "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY",
            SECRET_ACCESS_KEY,
            "AWS_ENDPOINT_URL",
            aws.address()));
    private final SignFunction function;
    private long nanos = Long.MAX_VALUE;
    private Duration eachLook = Duration.ZERO;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    FunctionOnAStore() {
        aws.put(POINTER, "{\"generation\":1}");
        aws.put(FIRST, stored("K1"));
        aws.put(SECOND, stored("K2"));
        function = new SignFunction(environment, () -> now, this::nanoTime, logged::add);
    }

    String stored(String keyPairId) {
        return "{\"keyPairId\":\"" + keyPairId + "\",\"algorithm\":\"ECDSAP256\",\"privateKey\":\"" + privateKey
                + "\"}";
    }

    void moveClock(Duration by) {
        now = now.plus(by);
    }

    /** The store is so slow that each look at the clock that counts finds it later by this. */
    void slowDown(Duration by) {
        eachLook = by;
    }

    /** It may be any number, and goes over the edge. */
    private long nanoTime() {
        nanos += eachLook.toNanos();
        return nanos;
    }

    /** What a member of the group is answered who asks for a URL. */
    Map<?, ?> answer() throws IOException, JsonException {
        return answer(Events.post("{\"path\":\"/members/a.pdf\",\"expiresInSeconds\":600}")
                .json());
    }

    Map<?, ?> answer(String event) throws IOException, JsonException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out);
        return (Map<?, ?>) JsonParser.parse(out.toString(StandardCharsets.UTF_8));
    }

    /** The id of the key that signs now, or the status where none does. */
    String signer() throws IOException, JsonException {
        Map<?, ?> answer = answer();
        String body = String.valueOf(answer.get("body"));
        return Long.valueOf(200).equals(answer.get("statusCode"))
                ? body.replaceFirst(".*&Key-Pair-Id=([A-Z0-9]+)&.*", "$1")
                : String.valueOf(answer.get("statusCode"));
    }

    @Override
    public void close() {
        aws.close();
    }
}
