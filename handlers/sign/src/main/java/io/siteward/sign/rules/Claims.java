package io.siteward.sign.rules;

import io.siteward.sign.json.JsonNull;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What API Gateway's authorizer says of the caller.
 *
 * @param authorizer the event's {@code requestContext.authorizer}; empty: there is none
 */
public record Claims(Map<?, ?> authorizer) {
    /**
     * The one claim that is a list. API Gateway hands it on as one string, of which names with commas, white space and
     * brackets at their ends cannot be taken apart; only who administers the pool makes groups. Other claims are compared
     * as a whole: what a user may write into one must not become several.
     */
    private static final String GROUPS = "cognito:groups";

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

    /** Whether somebody was recognised. An HTTP API without an authorizer says that there are no claims and no scopes. */
    public boolean isPresent() {
        return authorizer.values().stream().anyMatch(said -> said != JsonNull.NULL);
    }

    /** The values of a claim. */
    public List<String> values(String name) {
        // Cognito's authorizer has its claims in an object; those of a Lambda authorizer lie flat.
        Map<?, ?> claims = authorizer.get("claims") instanceof Map<?, ?> inner ? inner : authorizer;
        Object value = claims.get(name);
        if (value instanceof String text) {
            return name.equals(GROUPS) ? groups(text) : List.of(text);
        }
        if (value instanceof Long || value instanceof Boolean) {
            return List.of(value.toString());
        }
        return List.of();
    }

    /** Whether a caller's claim can have this value. */
    static boolean canBe(String name, String value) {
        return !name.equals(GROUPS) || groups(value).equals(List.of(value));
    }

    private static List<String> groups(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return Arrays.stream(SEPARATOR.split(inner))
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
