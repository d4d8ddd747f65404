package io.siteward.sandbox.signing;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.sign.rules.PathPattern;
import io.siteward.sign.rules.SitePath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What signing needs to know of a site.
 *
 * @param origin such as {@code https://d111111abcdef8.cloudfront.net}
 * @param privatePaths patterns
 * @param keys the SigningKeys that it trusts
 */
public record PrivateSite(
        String name, String origin, String distributionId, List<String> privatePaths, List<String> keys) {
    /**
     * A site from its manifest with the status.
     *
     * @throws CannotSign when it has no address yet
     */
    static PrivateSite of(JsonNode site) {
        String name = site.path("metadata").path("name").asText();
        JsonNode status = site.path("status");
        String url = status.path("url").asText("");
        CannotSign.unless(
                !url.isEmpty(), "SecureSite " + name + " has no address yet: see kubectl describe site " + name + ".");
        List<String> privatePaths = new ArrayList<>();
        site.path("spec").path("privatePaths").forEach(path -> privatePaths.add(path.asText()));
        List<String> keys = new ArrayList<>();
        site.path("spec")
                .path("signingKeyRefs")
                .forEach(ref -> keys.add(ref.path("name").asText()));
        String origin = "https://" + URI.create(url).getAuthority();
        return new PrivateSite(name, origin, status.path("distributionId").asText(""), privatePaths, keys);
    }

    /** The same, opened elsewhere. */
    public PrivateSite at(String otherOrigin) {
        return new PrivateSite(name, otherOrigin, distributionId, privatePaths, keys);
    }

    /** @throws CannotSign when the path is open to everybody */
    void expectPrivate(SitePath path) {
        PathPattern asked = new PathPattern(path.text());
        boolean isPrivate = privatePaths.stream().anyMatch(pattern -> new PathPattern(pattern).contains(asked));
        String listed = privatePaths.isEmpty() ? "none" : String.join(", ", privatePaths);
        CannotSign.unless(
                isPrivate,
                path.text() + " is not private, so there is nothing to sign: the private paths of SecureSite " + name
                        + " are " + listed + "."
                        + (path.isPattern() ? "" : " Open " + origin + path.text() + " as it is."));
    }

    /**
     * The name of the key that signs: the first, and all are trusted.
     *
     * @throws CannotSign when there is none
     */
    String signingKey() {
        return keys.stream()
                .findFirst()
                .orElseThrow(() -> new CannotSign("SecureSite " + name + " names no signing key."));
    }
}
