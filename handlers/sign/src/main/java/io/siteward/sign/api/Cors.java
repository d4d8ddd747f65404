package io.siteward.sign.api;

import io.siteward.sign.rules.Configuration;
import io.siteward.sign.rules.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which pages may call the function. An origin is compared as a whole with those that are configured, and none is echoed
 * that is not among them.
 */
record Cors(Configuration configuration) {
    private static final String SECONDS_TO_REMEMBER = "600";

    /** The headers of every response, also of refusals: a page sees none of a response without them. */
    Map<String, String> headers(Event event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("Vary", "Origin");
        event.header("Origin").filter(this::isAllowed).ifPresent(origin -> {
            headers.put("Access-Control-Allow-Origin", origin);
            if (configuration.cookies().isPresent()) {
                // A browser keeps no cookie of a response to another origin without it.
                headers.put("Access-Control-Allow-Credentials", "true");
            }
        });
        return headers;
    }

    void check(Event event) throws Refusal {
        Optional<String> origin = event.header("Origin");
        if (origin.isPresent() && !isAllowed(origin.get())) {
            throw new Refusal(Refusal.Status.FORBIDDEN, "Pages of this origin may not call this.");
        }
    }

    Response preflight() {
        return Response.empty(Map.of(
                "Allow",
                SignApi.METHODS,
                "Access-Control-Allow-Methods",
                "POST",
                "Access-Control-Allow-Headers",
                "Authorization,Content-Type",
                "Access-Control-Max-Age",
                SECONDS_TO_REMEMBER));
    }

    /** The site of the page that calls, else the first. */
    Origin site(Event event) {
        Optional<String> origin = event.header("Origin");
        return configuration.sites().stream()
                .filter(site -> origin.isPresent() && site.text().equals(origin.get()))
                .findFirst()
                .orElseGet(() -> configuration.sites().get(0));
    }

    private boolean isAllowed(String origin) {
        return configuration.corsOrigins().stream()
                .anyMatch(allowed -> allowed.text().equals(origin));
    }
}
