package io.siteward.sandbox.aws.cloudfront.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import io.siteward.sign.api.SignFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** The function that signs, with a key in the in-memory Parameter Store. */
final class Signer implements AutoCloseable {
    static final String SITE = "https://docs.example.com";
    static final String KEY = "K2JCJMDEHXQW5F";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualClock clock;
    private final InMemoryAws aws;
    private final AwsEndpoint endpoint;

    /** What the function answered. */
    record Answer(int status, String query, String cookies) {}

    Signer(Instant now, KeyPair keys) {
        clock = new VirtualClock(now);
        aws = new InMemoryAws(clock, List.of(new InMemorySsm(clock, new InMemoryKms())));
        try {
            endpoint = AwsEndpoint.start(aws, new Credentials().register("OURS", "111122223333"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        put("/siteward/fleet/web/docs/1", stored(keys));
        put("/siteward/fleet/web/docs/current", "{\"generation\":1}");
    }

    private void put(String name, String value) {
        try (WireClients clients = new WireClients(endpoint.uri(), "OURS")) {
            clients.ssm(Region.EU_CENTRAL_1)
                    .putParameter(
                            request -> request.name(name).type("SecureString").value(value));
        }
    }

    private static String stored(KeyPair keys) {
        return JSON.createObjectNode()
                .put("keyPairId", KEY)
                .put("algorithm", "RSA2048")
                .put(
                        "privateKey",
                        Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()))
                .toString();
    }

    /** A function that signs for anybody what one of the patterns covers. */
    SignFunction function(List<String> patterns) {
        ObjectNode configuration = JSON.createObjectNode();
        configuration.putArray("sites").add(SITE);
        configuration.putArray("corsOrigins").add(SITE);
        ObjectNode rule = configuration.putArray("allow").addObject();
        ArrayNode paths = rule.putArray("paths");
        patterns.forEach(paths::add);
        rule.put("unauthenticated", true).put("maxSeconds", 3600);
        configuration
                .putObject("key")
                .put("store", "parameterStore")
                .put("name", "/siteward/fleet/web/docs/current")
                .put("region", "eu-central-1");
        configuration.putObject("cookies").put("domain", "example.com");
        Map<String, String> environment = Map.of(
                SignFunction.CONFIGURATION,
                configuration.toString(),
                "AWS_ACCESS_KEY_ID",
                "OURS",
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_ENDPOINT_URL",
                endpoint.uri().toString());
        return new SignFunction(environment, clock, System::nanoTime, line -> {
            throw new AssertionError(line);
        });
    }

    static Answer ask(SignFunction function, ObjectNode request) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("httpMethod", "POST").put("body", request.toString());
        event.putObject("headers").put("Content-Type", "application/json");
        event.putObject("requestContext").put("domainName", "api.example.com");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handle(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), out);
        JsonNode answer = JSON.readTree(out.toByteArray());
        List<String> cookies = new ArrayList<>();
        answer.path("multiValueHeaders")
                .path("Set-Cookie")
                .forEach(cookie -> cookies.add(cookie.asText().split(";", 2)[0]));
        return new Answer(
                answer.path("statusCode").asInt(),
                JSON.readTree(answer.path("body").asText()).path("query").asText(),
                String.join("; ", cookies));
    }

    /** What of the function's calls AWS's models forbid. */
    List<?> violations() {
        return aws.takeViolations();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
