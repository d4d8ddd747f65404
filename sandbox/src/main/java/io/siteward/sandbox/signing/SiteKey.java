package io.siteward.sandbox.signing;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.sign.rules.KeyPointer;
import java.time.Duration;

/**
 * What signing needs to know of a SigningKey.
 *
 * @param pointer where it is written which key signs
 * @param brought whether that is the key itself, which somebody brought, and not one of the generations beside it
 * @param longest for how long anything may be signed with it
 */
public record SiteKey(KeyPointer pointer, boolean brought, Duration longest) {
    /** The signer's own cache: the rotation counts on signers that use what they have read no longer. */
    static final Duration CACHE = Duration.ofMinutes(1);

    /**
     * A key from its manifest with the status.
     *
     * @throws CannotSign when there is nothing to sign with yet, or the site cannot trust it
     */
    static SiteKey of(JsonNode key, PrivateSite site) {
        String name = key.path("metadata").path("name").asText();
        JsonNode spec = key.path("spec");
        String pointer = key.path("status").path("pointer").asText("");
        CannotSign.unless(
                !pointer.isEmpty(),
                "SigningKey " + name + " has no key to sign with yet" + reason(key) + ": see kubectl describe skey "
                        + name + ".");
        String account = key.path("status").path("accountId").asText("");
        CannotSign.unless(
                account.isEmpty() || site.accountId().isEmpty() || account.equals(site.accountId()),
                "SigningKey " + name + " is in account " + account + ", and SecureSite " + site.name() + " in "
                        + site.accountId() + ", where it is not trusted.");
        KeyPointer.Store store = spec.path("store").has("secretsManager")
                ? KeyPointer.Store.SECRETS_MANAGER
                : KeyPointer.Store.PARAMETER_STORE;
        return new SiteKey(
                new KeyPointer(store, pointer, spec.path("region").asText(), CACHE),
                spec.path("source").has("existing"),
                Duration.ofSeconds(spec.path("longestLifetimeSeconds").asLong()));
    }

    /** The names under which the pointer and what it points to are, with an asterisk for the generations. */
    public String names() {
        return brought
                ? pointer.name()
                : pointer.name().substring(0, pointer.name().lastIndexOf('/') + 1) + "*";
    }

    /** The IAM action by which they are read. */
    public String action() {
        return switch (pointer.store()) {
            case PARAMETER_STORE -> "ssm:GetParameter";
            case SECRETS_MANAGER -> "secretsmanager:GetSecretValue";
        };
    }

    private static String reason(JsonNode key) {
        for (JsonNode condition : key.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return " (" + condition.path("reason").asText() + ")";
            }
        }
        return "";
    }
}
