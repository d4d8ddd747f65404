package io.siteward.sandbox.signing;

import io.siteward.sign.Grant;
import io.siteward.sign.HashAlgorithm;
import io.siteward.sign.Policy;
import io.siteward.sign.key.KeyUnavailableException;
import io.siteward.sign.key.Keys;
import io.siteward.sign.rules.SitePath;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Signs for the sites of a namespace, with the code of the function that signs. */
public final class Signer {
    private final Manifests manifests;
    private final Supplier<Map<String, String>> environment;
    private final InstantSource clock;

    /**
     * A signer.
     *
     * @param environment where the credentials for the key's store are, in the variables of AWS's tools; asked when all
     *     else is right
     */
    public Signer(Manifests manifests, Supplier<Map<String, String>> environment, InstantSource clock) {
        this.manifests = manifests;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param path one, or all that begin with it
     * @param lifetime from now
     * @param asCookies for a browser that goes on from page to page
     */
    public record Request(String site, String path, Duration lifetime, boolean asCookies) {}

    /**
     * What was signed.
     *
     * @param resource the URL, or the pattern of URLs, that it is for
     * @param expires in seconds since 1970
     */
    public record Signed(String resource, long expires, Grant grant) {}

    /** The site of a name; {@link CannotSign} when there is none. */
    public PrivateSite site(String name) {
        return manifests.site(name);
    }

    /**
     * Signs, with the first of the site's keys that can be used.
     *
     * @param site as it is opened
     * @throws CannotSign with the reason
     */
    public Signed sign(PrivateSite site, Request request) {
        SitePath path = path(request);
        site.expectPrivate(path);
        long expires = clock.instant().plus(request.lifetime()).getEpochSecond();
        CannotSign.unless(expires <= Policy.LATEST, "CloudFront counts no further than 2038-01-19.");
        String resource = site.origin() + path.text();
        Policy policy = policy(resource, expires, path);
        Grant grant = site.withFirstKey(name -> grant(policy, key(name, site, request.lifetime()), name, site));
        return new Signed(resource, expires, grant);
    }

    private SiteKey key(String name, PrivateSite site, Duration lifetime) {
        SiteKey key = manifests.key(name, site);
        CannotSign.unless(
                lifetime.compareTo(key.longest()) <= 0,
                "SigningKey " + name + " signs for at most " + key.longest().toSeconds()
                        + " seconds (spec.longestLifetimeSeconds), and not for " + lifetime.toSeconds()
                        + ": a rotation would cut the rest off.");
        return key;
    }

    private static SitePath path(Request request) {
        SitePath path;
        try {
            path = new SitePath(request.path());
        } catch (IllegalArgumentException e) {
            throw new CannotSign(
                    "The path " + request.path() + " " + e.getMessage() + "." + spelling(request.path()), e);
        }
        CannotSign.unless(
                request.asCookies() || !path.isPattern(),
                path.text() + " is no URL but many: ask for cookies with --cookies.");
        return path;
    }

    /** CloudFront compares a path as the viewer sends it. */
    private static String spelling(String path) {
        boolean isPlain = path.chars().allMatch(each -> each > ' ' && each <= '~' && each != '%');
        return isPlain
                ? ""
                : " Write it as the viewer's browser sends it: a space is %20, an é is %C3%A9. What has one of"
                        + " / \\ % ? # * in its name cannot be signed for.";
    }

    private static Policy policy(String resource, long expires, SitePath path) {
        return path.isPattern()
                ? Policy.custom(resource, expires, OptionalLong.empty(), null)
                : Policy.canned(resource, expires);
    }

    private Grant grant(Policy policy, SiteKey key, String keyName, PrivateSite site) {
        try {
            return Grant.sign(
                    policy,
                    Keys.at(key.pointer(), environment.get(), clock, System::nanoTime)
                            .current(),
                    HashAlgorithm.SHA256);
        } catch (KeyUnavailableException e) {
            throw new CannotSign(
                    "The key of SigningKey " + keyName
                            + (e.code().isEmpty() ? " cannot be used: " : " cannot be read with your AWS credentials: ")
                            + e.getMessage()
                            + "." + remedy(e.code().orElse(""), key, keyName, site),
                    e);
        } catch (GeneralSecurityException e) {
            throw new CannotSign("The key of SigningKey " + keyName + " does not sign.", e);
        }
    }

    /** What helps, by AWS's error code; nothing where the problem says it. */
    private static String remedy(String code, SiteKey key, String keyName, PrivateSite site) {
        return switch (code) {
            case "AccessDeniedException" -> " It takes " + rights(key) + ".";
            case "ParameterNotFound", "ResourceNotFoundException" ->
                " There is none of this name in " + key.pointer().region() + " in the account of your credentials: "
                        + (site.accountId().isEmpty()
                                ? ""
                                : "take credentials of account " + site.accountId() + ", or ")
                        + (key.brought()
                                ? "store the private key there."
                                : "see kubectl describe skey " + keyName + ".");
            default -> "";
        };
    }

    private static String rights(SiteKey key) {
        return key.action() + " on " + key.names() + " in " + key.pointer().region()
                + ", and kms:Decrypt under a key of your own";
    }
}
