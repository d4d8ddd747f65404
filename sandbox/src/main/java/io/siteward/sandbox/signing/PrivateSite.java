package io.siteward.sandbox.signing;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.sign.rules.PathPattern;
import io.siteward.sign.rules.SitePath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What signing needs to know of a site.
 *
 * @param origin such as {@code https://d111111abcdef8.cloudfront.net}
 * @param privatePaths patterns
 * @param accountId empty where it is not known yet
 * @param keys the SigningKeys that it trusts, the one that is to sign first
 */
public record PrivateSite(
        String name,
        String origin,
        String distributionId,
        String accountId,
        List<String> privatePaths,
        List<String> keys) {
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
        return new PrivateSite(
                name,
                origin,
                status.path("distributionId").asText(""),
                status.path("accountId").asText(""),
                privatePaths,
                keys);
    }

    /** The same, opened elsewhere. */
    public PrivateSite at(String otherOrigin) {
        return new PrivateSite(name, otherOrigin, distributionId, accountId, privatePaths, keys);
    }

    /**
     * The same, signed for with one of its keys and no other.
     *
     * @throws CannotSign when it does not trust this one
     */
    public PrivateSite signedWith(String key) {
        CannotSign.unless(
                keys.contains(key),
                "SecureSite " + name + " does not name " + key + " in signingKeyRefs"
                        + (keys.isEmpty() ? "." : ", but " + String.join(", ", keys) + "."));
        return new PrivateSite(name, origin, distributionId, accountId, privatePaths, List.of(key));
    }

    /** @throws CannotSign when the path, or a part of what it stands for, is open to everybody */
    void expectPrivate(SitePath path) {
        PathPattern asked = new PathPattern(path.text());
        if (privatePaths.stream().noneMatch(pattern -> new PathPattern(pattern).contains(asked))) {
            String listed = privatePaths.isEmpty() ? "none" : String.join(", ", privatePaths);
            throw new CannotSign(path.text()
                    + (path.isPattern()
                            ? " lies wholly within no private path, and would open what is made private later too:"
                            : " is not private, so there is nothing to sign:")
                    + " the private paths of SecureSite " + name + " are " + listed + "."
                    + (path.isPattern() ? "" : " Open " + origin + path.text() + " as it is."));
        }
    }

    /**
     * What comes of the first key with which anything does: all are trusted.
     *
     * @param use what is done with a key of this name; {@link CannotSign} leads on to the next
     * @throws CannotSign with what is the matter with each
     */
    <T> T withFirstKey(Function<String, T> use) {
        List<String> problems = new ArrayList<>();
        for (String key : keys) {
            try {
                return use.apply(key);
            } catch (CannotSign e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        throw new CannotSign(
                problems.isEmpty() ? "SecureSite " + name + " names no signing key." : String.join(" ", problems));
    }
}
