package io.siteward.sign.key;

import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameter Store or Secrets Manager, of which the function needs one call. What may pass by itself is tried once more.
 */
final class AwsStore implements SecretStore {
    /** The last part of an error's type, which may have a namespace before it. */
    private static final Pattern ERROR_CODE = Pattern.compile("\"__type\"\\s*:\\s*\"(?:[^\"]*[#.])?([A-Za-z0-9]+)\"");

    private static final int ATTEMPTS = 2;

    /** How a request is sent. */
    private interface Post {
        HttpCalls.Answer send(URI address, Map<String, String> headers, byte[] body) throws IOException;
    }

    private final StoreApi api;
    private final String region;
    private final URI endpoint;
    private final RoleCredentials credentials;
    private final HttpCalls http;
    private final InstantSource clock;

    AwsStore(
            StoreApi api,
            String region,
            URI endpoint,
            RoleCredentials credentials,
            HttpCalls http,
            InstantSource clock) {
        this.api = api;
        this.region = region;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String read(String name) throws KeyUnavailableException {
        return read(name, http::post);
    }

    @Override
    public String readSecret(String name) throws KeyUnavailableException {
        return read(name, http::postAndDisconnect);
    }

    private String read(String name, Post post) throws KeyUnavailableException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpCalls.Answer answer = call(name, post);
                if (answer.status() == 200) {
                    return value(name, answer.body());
                }
                String code = code(answer);
                if (attempt == ATTEMPTS || !mayPass(answer.status(), code)) {
                    throw new KeyUnavailableException(name + ": " + api.operation() + " answered", code);
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new KeyUnavailableException(name + ": " + endpoint.getHost() + " cannot be reached: "
                            + e.getClass().getSimpleName());
                }
            }
        }
    }

    private HttpCalls.Answer call(String name, Post post) throws IOException, KeyUnavailableException {
        byte[] body = JsonText.of(api.request(name)).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", api.operation());
        RequestSignature signature = new RequestSignature(credentials.get(), region, api.service());
        try {
            return post.send(
                    endpoint, signature.sign(endpoint.getRawAuthority(), headers, body, clock.instant()), body);
        } catch (GeneralSecurityException e) {
            throw new KeyUnavailableException("requests cannot be signed: " + e.getMessage());
        }
    }

    private String value(String name, String body) throws KeyUnavailableException {
        try {
            Object value = JsonParser.parse(body);
            for (String step : api.valuePath()) {
                value = value instanceof Map<?, ?> members && members.get(step) != null ? members.get(step) : "";
            }
            if (value instanceof String text && !text.isEmpty()) {
                return text;
            }
        } catch (JsonException e) {
            throw new KeyUnavailableException(name + ": " + e.getMessage());
        }
        throw new KeyUnavailableException(name + " has no text");
    }

    private static boolean mayPass(int status, String code) {
        return status >= 500
                || status == 429
                || code.startsWith("Throttling")
                || code.equals("TooManyRequestsException");
    }

    private static String code(HttpCalls.Answer answer) {
        Matcher code = ERROR_CODE.matcher(answer.body());
        return code.find() ? code.group(1) : Integer.toString(answer.status());
    }
}
