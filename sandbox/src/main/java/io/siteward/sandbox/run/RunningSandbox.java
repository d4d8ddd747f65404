package io.siteward.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a sandbox that runs on this machine says of itself.
 *
 * @param now the time there, which may be ahead
 * @param pages where a distribution is opened, with {@value #ID} in place of its id
 */
record RunningSandbox(Instant now, String pages) {
    /** The variable with its address, which the sandbox says to export. */
    static final String VARIABLE = "SITEWARD_SANDBOX";

    static final String ID = "{distribution}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * That of whose the variable is; empty when there is no variable.
     *
     * @throws SandboxFailure when it does not answer
     */
    static Optional<RunningSandbox> find(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(address -> !address.isEmpty())
                .map(RunningSandbox::ask);
    }

    private static RunningSandbox ask(String address) {
        try {
            var connection = URI.create(address + "/").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try (InputStream answer = connection.getInputStream()) {
                JsonNode json = JSON.readTree(answer);
                return new RunningSandbox(
                        Instant.parse(json.path("now").asText()),
                        json.path("pages").asText());
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new SandboxFailure(
                    "No sandbox answers at " + address + ", which " + VARIABLE
                            + " names: unset it, or export what the sandbox that runs says.",
                    e);
        }
    }

    String json() {
        return JSON.createObjectNode()
                .put("now", now.toString())
                .put("pages", pages)
                .toString();
    }

    /** Where a distribution is opened. In small letters, as browsers write host names, since what is signed is compared. */
    String origin(String distributionId) {
        return origin(pages, distributionId);
    }

    static String origin(String pages, String distributionId) {
        return pages.replace(ID, distributionId.toLowerCase(Locale.ROOT));
    }
}
