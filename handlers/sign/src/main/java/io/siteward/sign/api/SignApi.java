package io.siteward.sign.api;

import io.siteward.sign.CookieScope;
import io.siteward.sign.Grant;
import io.siteward.sign.Policy;
import io.siteward.sign.SigningKey;
import io.siteward.sign.key.KeySource;
import io.siteward.sign.key.KeyUnavailableException;
import io.siteward.sign.rules.Configuration;
import io.siteward.sign.rules.Verdict;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Answers requests: refuses them, or signs. */
final class SignApi {
    static final String METHODS = "OPTIONS, POST";

    private static final String SECONDS_TO_RETRY = "5";

    private final Configuration configuration;
    private final Cors cors;
    private final KeySource keys;
    private final InstantSource clock;
    private final Consumer<String> log;

    /** @param log one line for each failure of ours, without anything of the request */
    SignApi(Configuration configuration, KeySource keys, InstantSource clock, Consumer<String> log) {
        this.configuration = configuration;
        this.cors = new Cors(configuration);
        this.keys = keys;
        this.clock = clock;
        this.log = log;
    }

    Response answer(Event event) {
        Response response;
        try {
            response = respond(event);
        } catch (Refusal e) {
            response = Response.problem(e);
        }
        return response.with(cors.headers(event));
    }

    /**
     * The answer to what cannot be answered. It too has the headers without which a page would see nothing of it.
     *
     * @param event empty, where it could not be read
     */
    Response failure(Event event, String logged) {
        log.accept(logged);
        return Response.problem(new Refusal(Refusal.Status.INTERNAL_SERVER_ERROR, "The request cannot be answered."))
                .with(cors.headers(event));
    }

    private Response respond(Event event) throws Refusal {
        cors.check(event);
        if (event.method().equals("OPTIONS")) {
            return cors.preflight();
        }
        if (!event.method().equals("POST")) {
            throw new Refusal(Refusal.Status.METHOD_NOT_ALLOWED, "Only POST is answered.", Map.of("Allow", METHODS));
        }
        SignRequest request = SignRequest.read(event);
        long expires = clock.instant().getEpochSecond() + request.seconds();
        checkLifetime(request, expires, allowedSeconds(request, event));
        List<CookieScope> cookies = request.asCookies() ? List.of(cookieScope(event)) : List.of();
        return signed(request, expires, event, cookies);
    }

    private long allowedSeconds(SignRequest request, Event event) throws Refusal {
        Verdict verdict = Verdict.of(configuration.rules(), request.path(), event.claims());
        return switch (verdict.outcome()) {
            case ALLOWED -> verdict.maxSeconds();
            case NOT_COVERED -> throw new Refusal(Refusal.Status.FORBIDDEN, "path is nothing that is signed here.");
            case NOT_FOR_THIS_CALLER ->
                throw new Refusal(Refusal.Status.FORBIDDEN, "path is not signed for this caller.");
            case UNRECOGNISED ->
                throw new Refusal(
                        Refusal.Status.UNAUTHORIZED,
                        "path is signed only for who is signed in.",
                        Map.of("WWW-Authenticate", "Bearer"));
        };
    }

    private void checkLifetime(SignRequest request, long expires, long allowed) throws Refusal {
        if (request.seconds() > allowed) {
            throw bad("expiresInSeconds is at most " + allowed + " for this path.");
        }
        if (expires > Policy.LATEST) {
            throw bad("expiresInSeconds reaches beyond what CloudFront can count.");
        }
        if (request.notBefore().orElse(0) >= expires) {
            throw bad("notBefore is not before the end.");
        }
    }

    /** A browser drops a cookie for a domain to which the host that sets it does not belong: better to say so. */
    private CookieScope cookieScope(Event event) throws Refusal {
        CookieScope scope = configuration
                .cookies()
                .orElseThrow(() -> bad("as: cookies are not made here, as none are configured."));
        if (!scope.reaches(event.host())) {
            throw bad("as: cookies for " + scope.domain() + " cannot be set from " + event.host()
                    + ": the API needs a host name under that domain.");
        }
        return scope;
    }

    private Response signed(SignRequest request, long expires, Event event, List<CookieScope> cookies) throws Refusal {
        String url = cors.site(event).text() + request.path().text();
        try {
            SigningKey key = keys.current();
            Grant grant = Grant.sign(policy(request, expires, url), key, configuration.hash());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("expires", expires);
            if (cookies.isEmpty()) {
                if (!request.path().isPattern()) {
                    body.put("url", grant.appendedTo(url));
                }
                body.put("query", grant.query());
            }
            return Response.json(
                    body,
                    cookies.stream()
                            .flatMap(scope -> scope.headers(grant).stream())
                            .toList());
        } catch (KeyUnavailableException e) {
            throw unavailable("The signing key cannot be had: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw unavailable("The signing key does not sign: " + e.getClass().getSimpleName());
        }
    }

    /** CloudFront puts a canned policy together itself, which makes for shorter URLs. */
    private Policy policy(SignRequest request, long expires, String url) {
        boolean isPlain = request.notBefore().isEmpty() && request.addresses().isEmpty();
        return isPlain && !request.path().isPattern()
                ? Policy.canned(url, expires)
                : Policy.custom(
                        url, expires, request.notBefore(), request.addresses().orElse(null));
    }

    private Refusal unavailable(String logged) {
        log.accept(logged);
        return new Refusal(
                Refusal.Status.SERVICE_UNAVAILABLE,
                "The signing key cannot be had at the moment.",
                Map.of("Retry-After", SECONDS_TO_RETRY));
    }

    private static Refusal bad(String detail) {
        return new Refusal(Refusal.Status.BAD_REQUEST, detail);
    }
}
