package io.siteward.sign.api;

import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.key.Keys;
import io.siteward.sign.rules.Configuration;
import io.siteward.sign.rules.ConfigurationReader;
import io.siteward.sign.rules.InvalidConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The Lambda function. Its handler is {@code io.siteward.sign.api.SignFunction::handle}: Lambda takes any method with these
 * parameters, so no library is needed for an interface.
 *
 * <p>It is configured by the variable {@value #CONFIGURATION}, so that one package does for every API and its hash stays the
 * same. Lambda allows all variables together 4 KB.
 */
public final class SignFunction {
    /** The variable with the configuration. */
    public static final String CONFIGURATION = "SITEWARD_SIGN";

    private static final String OTHER_EVENT =
            "The event has no httpMethod, so it is not of a REST API's proxy integration:"
                    + " an HTTP API must have payload format version 1.0.";

    private final SignApi api;

    /** As Lambda makes it, once for each environment that it starts. */
    public SignFunction() {
        this(System.getenv(), InstantSource.system(), System::nanoTime, System.err::println);
    }

    /**
     * The same elsewhere than in Lambda.
     *
     * @param nanoTime that of {@link System#nanoTime}
     * @param log one line for each failure of ours
     * @throws InvalidConfigurationException when it cannot be used as it is configured
     */
    public SignFunction(
            Map<String, String> environment, InstantSource clock, LongSupplier nanoTime, Consumer<String> log) {
        Configuration configuration = configuration(environment);
        this.api = new SignApi(configuration, Keys.at(configuration.key(), environment, clock, nanoTime), clock, log);
    }

    private static Configuration configuration(Map<String, String> environment) {
        String json = environment.getOrDefault(CONFIGURATION, "");
        if (json.isBlank()) {
            throw new InvalidConfigurationException(CONFIGURATION + " is not set: it has the configuration, as JSON.");
        }
        try {
            return ConfigurationReader.read(json);
        } catch (InvalidConfigurationException e) {
            throw new InvalidConfigurationException(CONFIGURATION + ": " + e.getMessage());
        }
    }

    /**
     * Answers one event.
     *
     * @param in the event, as API Gateway makes it for a proxy integration of a REST API
     * @param out the response
     */
    public void handle(InputStream in, OutputStream out) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        out.write(response(event).toJson().getBytes(StandardCharsets.UTF_8));
    }

    private Response response(String text) {
        Event event = new Event(Map.of());
        try {
            if (!(JsonParser.parse(text) instanceof Map<?, ?> members)) {
                return api.failure(event, "The event is no object.");
            }
            event = new Event(members);
            return event.isOfRestApi() ? api.answer(event) : api.failure(event, OTHER_EVENT);
        } catch (JsonException e) {
            return api.failure(event, "The event cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            // Its message could have anything in it.
            return api.failure(event, "A mistake of ours: " + e.getClass().getName() + " at " + place(e));
        }
    }

    private static String place(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }
}
