package io.siteward.sandbox.run;

import io.siteward.sandbox.aws.wire.Browser;
import io.siteward.sandbox.aws.wire.ViewerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A visitor of the site, and of the bucket that he has no business with. */
final class Visits implements AutoCloseable {
    private static final List<String> SECURITY_HEADERS = List.of(
            "strict-transport-security",
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy");

    private final Browser browser = new Browser();
    private final SandboxAws aws;

    Visits(SandboxAws aws) {
        this.aws = aws;
    }

    /** @throws SandboxFailure unless the distribution answers with this status and text */
    void expect(SiteState site, String path, int status, String text) {
        expect(aws.page(site.distributionId(), path), Map.of(), status, text);
    }

    /** The same of an address, with headers. */
    void expect(URI page, Map<String, String> headers, int status, String text) {
        ViewerResponse answer = browser.send("GET", page, headers);
        SandboxFailure.unless(
                answer.status() == status && answer.body().asUtf8String().contains(text),
                "GET " + page + " answered " + answer.status() + " instead of " + status + " with \"" + text + "\".");
    }

    /** @throws SandboxFailure unless the page comes with the strict preset's headers */
    void expectSecurityHeaders(SiteState site) {
        URI page = aws.page(site.distributionId(), "/");
        Map<String, List<String>> headers = browser.get(page).headers();
        List<String> missing = SECURITY_HEADERS.stream()
                .filter(header -> !headers.containsKey(header))
                .toList();
        SandboxFailure.unless(missing.isEmpty(), "GET " + page + " came without " + missing + ".");
    }

    /** @throws SandboxFailure unless a visitor who comes without TLS is sent to the same page with it */
    void expectRedirectToHttps(SiteState site) {
        URI page = aws.page(site.distributionId(), "/guide/");
        ViewerResponse answer = browser.send("GET", page, Map.of("X-Forwarded-Proto", "http"));
        String location = String.join("", answer.headers().getOrDefault("location", List.of()));
        SandboxFailure.unless(
                answer.status() == 301 && location.startsWith("https://") && location.endsWith("/guide/"),
                "GET " + page + " without TLS answered " + answer.status() + " to \"" + location + "\".");
    }

    /** What S3 itself answers to somebody without credentials. */
    int statusOfTheBucket(SiteState site) {
        return browser.get(aws.object(site.bucketName(), "index.html")).status();
    }

    @Override
    public void close() {
        browser.close();
    }
}
