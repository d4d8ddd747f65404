package io.siteward.sandbox.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.siteward.sign.api.SignFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What API Gateway and Lambda are to the function that signs: a request becomes an event, the function's answer one of
 * HTTP. Each site has a function of its own, which whoever is of the group {@value #GROUP} may ask for any private path.
 */
public final class SignRoute {
    static final String GROUP = "members";

    private static final Logger LOG = LoggerFactory.getLogger(SignRoute.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As much as API Gateway takes. */
    private static final int LONGEST_BODY = 10 * 1024 * 1024;

    private final Function<String, Manifests> namespaces;
    private final UnaryOperator<String> pages;
    private final Consumer<Collection<SiteKey>> role;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Map<Site, Deployed> functions = new HashMap<>();

    /** Whose function is asked. */
    public record Site(String namespace, String name) {}

    /** A function as it was configured last. */
    private record Deployed(SiteKey key, String configuration, SignFunction function) {}

    /**
     * A route.
     *
     * @param namespaces the manifests of each
     * @param pages where a distribution is opened, by its id
     * @param role lets the functions' role read the keys of all of them, and no others
     * @param environment that of the functions, with the credentials of their role
     */
    public SignRoute(
            Function<String, Manifests> namespaces,
            UnaryOperator<String> pages,
            Consumer<Collection<SiteKey>> role,
            Map<String, String> environment,
            InstantSource clock) {
        this.namespaces = namespaces;
        this.pages = pages;
        this.role = role;
        this.environment = environment;
        this.clock = clock;
    }

    /** Answers a request to the function of a site. */
    public void answer(HttpExchange exchange, Site asked) throws IOException {
        SignFunction function;
        try {
            function = function(asked);
        } catch (CannotSign e) {
            send(exchange, 404, String.valueOf(e.getMessage()) + "\n");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            send(exchange, 413, "{\"message\": \"Request Too Long\"}");
            return;
        }
        ProxyEvent event = new ProxyEvent(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders(),
                new String(body, StandardCharsets.UTF_8),
                clock.instant());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handle(new ByteArrayInputStream(event.json().getBytes(StandardCharsets.UTF_8)), out);
        JsonNode answer = JSON.readTree(out.toByteArray());
        answer.path("headers")
                .properties()
                .forEach(header -> exchange.getResponseHeaders()
                        .add(header.getKey(), header.getValue().asText()));
        answer.path("multiValueHeaders")
                .properties()
                .forEach(header -> header.getValue()
                        .forEach(value -> exchange.getResponseHeaders().add(header.getKey(), value.asText())));
        send(exchange, answer.path("statusCode").asInt(), answer.path("body").asText());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Another configuration is another function, as in Lambda; the same goes on with the key that it has read. */
    private synchronized SignFunction function(Site asked) {
        Manifests manifests = namespaces.apply(asked.namespace());
        PrivateSite site = manifests.site(asked.name());
        CannotSign.unless(!site.privatePaths().isEmpty(), "SecureSite " + site.name() + " has no private paths.");
        SiteKey key = site.withFirstKey(name -> manifests.key(name, site));
        String configuration = configuration(site, key);
        Deployed deployed = functions.get(asked);
        if (deployed == null || !deployed.configuration().equals(configuration)) {
            Map<String, String> variables = new HashMap<>(environment);
            variables.put(SignFunction.CONFIGURATION, configuration);
            deployed =
                    new Deployed(key, configuration, new SignFunction(variables, clock, System::nanoTime, LOG::warn));
            functions.put(asked, deployed);
            role.accept(functions.values().stream().map(Deployed::key).toList());
        }
        return deployed.function();
    }

    private String configuration(PrivateSite site, SiteKey key) {
        String page = pages.apply(site.distributionId());
        ObjectNode configuration = JSON.createObjectNode();
        configuration.putArray("sites").add(page);
        ObjectNode rule = configuration
                .putArray("allow")
                .addObject()
                .put("claim", "cognito:groups")
                .put("maxSeconds", key.longest().toSeconds());
        rule.putArray("values").add(GROUP);
        rule.set("paths", JSON.valueToTree(site.privatePaths()));
        configuration.putArray("corsOrigins").add(page);
        configuration
                .putObject("key")
                .put("store", key.pointer().store().word())
                .put("name", key.pointer().name())
                .put("region", key.pointer().region())
                .put("cacheSeconds", key.pointer().cacheTime().toSeconds());
        return configuration.toString();
    }
}
