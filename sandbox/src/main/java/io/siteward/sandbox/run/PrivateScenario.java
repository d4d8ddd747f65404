package io.siteward.sandbox.run;

import io.siteward.sandbox.aws.model.Violation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A private path and the key that opens it, in steps that are seen from a visitor's side: closed, opened by the terminal and
 * by the function that signs, and open without a gap while one key takes over from another.
 */
final class PrivateScenario implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Not that of a site that was deleted: its references stay taken in CloudFront, which takes minutes to be sure of. */
    private static final String SITE = "members";

    private static final String KEY = "docs-key";
    private static final String REGION = "eu-central-1";
    private static final String PATH = "/members/";
    private static final String NO_SIGNATURE = "MissingKey";
    private static final String WRONG_SIGNATURE = "AccessDenied";
    private static final String KEY_NOT_TRUSTED = "InvalidKey";

    /** Longer than a new key is given to be known everywhere. */
    private static final Duration SETTLED = Duration.ofMinutes(25);

    /** Longer than the overlap that a key has where nothing is said. */
    private static final Duration OVERLAP = Duration.ofDays(8);

    private final Sandbox sandbox;
    private final Sites sites;
    private final SigningKeys keys;
    private final URI server;
    private final SiteWatch watch;
    private final Terminal terminal;
    private final Visits visits;
    private final Path example;
    private String firstUrl = "";
    private String firstKey = "";

    PrivateScenario(Sandbox sandbox, URI server, SiteWatch watch, Surroundings surroundings) {
        this.sandbox = sandbox;
        this.sites = sandbox.cluster().sites();
        this.keys = sandbox.cluster().keys();
        this.server = server;
        this.watch = watch;
        this.terminal = new Terminal(surroundings, sandbox.exports(server));
        this.visits = new Visits(sandbox.aws());
        this.example = surroundings.home().resolve("examples/02-private-site");
    }

    /** In their order; each builds on those before it. */
    List<Step> steps() {
        return List.of(
                new Step("signing key and private site Ready", this::becomeReady),
                new Step("unsigned refused, signed opens", this::opensWhatIsSigned),
                new Step("tampered refused", this::refusesTampering),
                new Step("cookies open all that is private", this::opensWithCookies),
                new Step("function signs for members alone", this::signsByTheFunction),
                new Step("rotated: new key signs, old URL opens", this::rotates),
                new Step("overlap over: old key gone", this::retires),
                new Step("site and key deleted", this::deletes),
                new Step("no request that AWS's models forbid", this::asksOnlyWhatAwsAllows));
    }

    @Override
    public void close() {
        visits.close();
    }

    private void becomeReady() {
        keys.apply(example.resolve("key.yaml"));
        sites.apply(Manifest.read(example.resolve("site.yaml")).named(SITE));
        keys.await(KEY, "Ready", PATIENCE, KeyState::isReady);
        SiteState site = watch.await(SITE, "Ready", PATIENCE, SiteState::isUpToDate);
        SamplePage.upload(sandbox.aws().s3(site.region()), site.bucketName());
    }

    private void opensWhatIsSigned() {
        SiteState site = watch.await(SITE, "there", PATIENCE, any -> true);
        visits.expect(site, "/", 200, SamplePage.GREETING);
        visits.expect(site, PATH, 403, NO_SIGNATURE);
        firstUrl = terminal.sign(SITE, PATH);
        firstKey = keys.await(KEY, "Ready", PATIENCE, KeyState::isReady).currentKeyId();
        expectOpen(firstUrl, firstKey);
    }

    private void refusesTampering() {
        String longer = firstUrl.replaceFirst("Expires=[0-9]+", "Expires=2000000000");
        visits.expect(URI.create(longer), Map.of(), 403, WRONG_SIGNATURE);
        visits.expect(URI.create(firstUrl.replace(PATH, PATH + "index.html")), Map.of(), 403, WRONG_SIGNATURE);
        visits.expect(URI.create(firstUrl.replace(firstKey, "K2JCJMDEHXQW5F")), Map.of(), 403, KEY_NOT_TRUSTED);
    }

    private void opensWithCookies() {
        String cookies = terminal.sign(SITE, PATH + "*", "--cookies");
        visits.expect(unsigned(), Map.of("Cookie", cookies), 200, SamplePage.MEMBERS);
        visits.expect(URI.create(unsigned() + "index.html"), Map.of("Cookie", cookies), 200, SamplePage.MEMBERS);
    }

    private void signsByTheFunction() {
        String url = asked("members", 200).replaceFirst(".*\"url\":\"([^\"]+)\".*", "$1");
        expectOpen(url, firstKey);
        asked("guests", 403);
    }

    private void rotates() {
        keys.annotate(KEY, "siteward.io/rotate", "once");
        keys.await(
                KEY, "given a second pair", PATIENCE, key -> key.generations().equals(List.of("Current", "Pending")));
        firstUrl = terminal.sign(SITE, PATH, "--expires", "2h");
        sandbox.forward(SETTLED);
        KeyState now = keys.await(
                KEY, "taken over from", PATIENCE, key -> key.generations().equals(List.of("Retiring", "Current")));
        expectOpen(firstUrl, firstKey);
        expectOpen(terminal.sign(SITE, PATH), now.currentKeyId());
        expectOpen(asked("members", 200).replaceFirst(".*\"url\":\"([^\"]+)\".*", "$1"), now.currentKeyId());
    }

    private void retires() {
        sandbox.forward(OVERLAP);
        KeyState now = keys.await(
                KEY, "rid of the old pair", PATIENCE, key -> key.generations().equals(List.of("Current")));
        visits.expect(URI.create(firstUrl), Map.of(), 403, "");
        expectOpen(terminal.sign(SITE, PATH), now.currentKeyId());
        long pairs = contents().stream()
                .filter(each -> each.startsWith("public key "))
                .count();
        SandboxFailure.unless(pairs == 1, "AWS still has the old key: " + contents());
        SandboxFailure.unless(
                now.rotated().equals("once") && !now.currentKeyId().equals(firstKey), "The key did not rotate: " + now);
    }

    private void deletes() {
        sites.changeSpec(SITE, "{\"forceDestroy\": true}");
        sites.delete(SITE);
        watch.awaitGone(SITE, PATIENCE);
        keys.changeSpec(KEY, "{\"deletionPolicy\": \"Delete\"}");
        keys.delete(KEY);
        keys.awaitGone(KEY, PATIENCE);
        SandboxFailure.unless(contents().isEmpty(), "Left in AWS: " + String.join(", ", contents()) + ".");
    }

    private List<String> contents() {
        return new AccountContents(sandbox.aws(), REGION).all();
    }

    private void asksOnlyWhatAwsAllows() {
        List<Violation> violations = sandbox.aws().takeViolations();
        SandboxFailure.unless(violations.isEmpty(), "AWS would refuse: " + violations);
    }

    private void expectOpen(String url, String keyId) {
        SandboxFailure.unless(
                url.contains("&Key-Pair-Id=" + keyId + "&"), "The URL is not signed with " + keyId + ": " + url);
        visits.expect(URI.create(url), Map.of(), 200, SamplePage.MEMBERS);
    }

    private URI unsigned() {
        return URI.create(firstUrl.substring(0, firstUrl.indexOf('?')));
    }

    /** What the function answers to somebody of a group. */
    private String asked(String group, int status) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/sites/" + SITE + "/sign"))
                .header("Authorization", "Bearer " + group)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"path\": \"" + PATH + "\", \"expiresInSeconds\": 600}"))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            SandboxFailure.unless(
                    answer.statusCode() == status,
                    "The function answered " + answer.statusCode() + " instead of " + status + ": " + answer.body());
            return answer.body();
        } catch (IOException e) {
            throw new SandboxFailure("The function does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }
}
