package io.siteward.sign.key;

import io.siteward.sign.json.Fields;
import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that Lambda gives the function: in variables, or with SnapStart at an address on the machine, as what
 * is in a snapshot would grow old.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html#snapstart-credentials">SnapStart</a>
 */
final class RoleCredentials {
    private static final String ADDRESS = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    private final Map<String, String> environment;
    private final HttpCalls http;

    RoleCredentials(Map<String, String> environment, HttpCalls http) {
        this.environment = environment;
        this.http = http;
    }

    Credentials get() throws KeyUnavailableException {
        Optional<String> id = variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() && secret.isPresent()) {
            return new Credentials(id.get(), secret.get(), variable("AWS_SESSION_TOKEN"));
        }
        URI address = variable(ADDRESS)
                .flatMap(HttpCalls::address)
                .orElseThrow(() -> new KeyUnavailableException("there are no credentials: of AWS_ACCESS_KEY_ID with"
                        + " AWS_SECRET_ACCESS_KEY, and " + ADDRESS + ", Lambda sets one"));
        try {
            return fetched(address, variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
        } catch (IOException | JsonException e) {
            throw new KeyUnavailableException(
                    "the role's credentials cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private Credentials fetched(URI address, Optional<String> token)
            throws IOException, JsonException, KeyUnavailableException {
        Map<String, String> headers =
                token.map(value -> Map.of("Authorization", value)).orElse(Map.of());
        HttpCalls.Answer answer = http.get(address, headers);
        List<String> problems = new ArrayList<>();
        if (answer.status() != 200 || !(JsonParser.parse(answer.body()) instanceof Map<?, ?> members)) {
            throw new KeyUnavailableException("the role's credentials were answered with " + answer.status());
        }
        Fields fields = Fields.of(members, problems);
        Credentials credentials = new Credentials(
                fields.requiredText("AccessKeyId"), fields.requiredText("SecretAccessKey"), fields.text("Token"));
        if (!problems.isEmpty()) {
            throw new KeyUnavailableException("the role's credentials: " + String.join("; ", problems));
        }
        return credentials;
    }
}
