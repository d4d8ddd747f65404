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
import org.jspecify.annotations.Nullable;

/**
 * The credentials that Lambda gives the function: in variables, or with SnapStart at an address on the machine, as what
 * is in a snapshot would grow old.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html#snapstart-credentials">SnapStart</a>
 */
final class RoleCredentials {
    private final Map<String, String> environment;
    private final HttpCalls http;

    RoleCredentials(Map<String, String> environment, HttpCalls http) {
        this.environment = environment;
        this.http = http;
    }

    Credentials get() throws KeyUnavailableException {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id != null && secret != null) {
            return new Credentials(id, secret, Optional.ofNullable(environment.get("AWS_SESSION_TOKEN")));
        }
        String address = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (address == null) {
            throw new KeyUnavailableException("there are no credentials in the environment");
        }
        try {
            return fetched(URI.create(address), environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
        } catch (IOException | JsonException e) {
            throw new KeyUnavailableException(
                    "the role's credentials cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Credentials fetched(URI address, @Nullable String token)
            throws IOException, JsonException, KeyUnavailableException {
        HttpCalls.Answer answer = http.get(address, token == null ? Map.of() : Map.of("Authorization", token));
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
