package io.siteward.sandbox.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site's life in steps, each of which must be seen in AWS and from a visitor's side, not only in conditions: made,
 * served, tampered with and put right, changed, kept back by a missing permission, kept from a careless deletion, and taken away.
 */
final class Scenario implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RECONCILE = "siteward.io/reconcile";
    private static final String PERMISSION = "cloudfront:UpdateDistribution";

    private final Sandbox sandbox;
    private final Sites sites;
    private final SiteWatch watch;
    private final Manifest manifest;
    private final String name;
    private final Visits visits;
    private final InstantSource clock;
    private @Nullable Duration firstReady;

    Scenario(Sandbox sandbox, SiteWatch watch, Manifest manifest, InstantSource clock) {
        this.sandbox = sandbox;
        this.sites = sandbox.cluster().sites();
        this.watch = watch;
        this.manifest = manifest;
        this.name = manifest.name();
        this.visits = new Visits(sandbox.aws());
        this.clock = clock;
    }

    /** How long the site took from its manifest to its first Ready; empty when it never was. */
    Optional<Duration> firstReady() {
        return Optional.ofNullable(firstReady);
    }

    /** In their order; each builds on those before it. */
    List<Step> steps() {
        return List.of(
                new Step("manifest applied, site Ready", this::becomesReady),
                new Step("AWS: private bucket, deployed distribution", this::isInAws),
                new Step("page served, with security headers", this::isServed),
                new Step("plain HTTP redirected", this::redirects),
                new Step("bucket itself refuses", this::bucketRefuses),
                new Step("opened behind our back, repaired", this::repairs),
                new Step("changed spec carried out", this::changes),
                new Step("permission missing: told by its name", this::tellsWhatItMayNot),
                new Step("deletion refused, bucket holds objects", this::refusesDeletion),
                new Step("forceDestroy set meanwhile, site deleted", this::deletes),
                new Step("AWS: nothing left", this::leavesNothing));
    }

    @Override
    public void close() {
        visits.close();
    }

    private void becomesReady() {
        sites.apply(manifest);
        Instant applied = clock.instant();
        SiteState site = watch.await(name, "Ready", PATIENCE, SiteState::isUpToDate);
        firstReady = Duration.between(applied, clock.instant());
        SamplePage.upload(sandbox.aws().s3(site.region()), site.bucketName());
    }

    private void isInAws() {
        inAws().expectPrivateBucketBehindItsDistribution();
    }

    private void isServed() {
        SiteState site = site();
        visits.expect(site, "/", 200, SamplePage.GREETING);
        visits.expect(site, "/guide/", 200, SamplePage.GUIDE);
        visits.expectSecurityHeaders(site);
    }

    private void redirects() {
        visits.expectRedirectToHttps(site());
    }

    private void bucketRefuses() {
        expectFromTheBucket(403);
    }

    private void repairs() {
        inAws().openToEverybody();
        expectFromTheBucket(200);
        SiteState site = looked("after-the-tampering");
        inAws().expectPrivateBucketBehindItsDistribution();
        expectFromTheBucket(403);
        visits.expect(site, "/", 200, SamplePage.GREETING);
        List<String> told = sites.events(name, "DriftFound");
        SandboxFailure.unless(told.size() >= 3, "The Events tell of " + told + ", and not of all that was changed.");
    }

    private void changes() {
        visits.expect(site(), "/missing/", 403, "");
        sites.changeSpec(name, """
                {"errorPages": [{"status": 404, "path": "/404.html"}]}""");
        SiteState site = watch.await(name, "up to date", PATIENCE, SiteState::isUpToDate);
        visits.expect(site, "/missing/", 404, SamplePage.MISSING);
    }

    private void tellsWhatItMayNot() {
        sandbox.aws().operatorRole().loses(PERMISSION);
        sites.changeSpec(name, """
                {"priceClass": "PriceClass_100"}""");
        SiteState site = watch.await(name, "stalled", PATIENCE, now -> now.isTrue("Stalled"));
        String message = site.condition("Stalled").message();
        SandboxFailure.unless(
                message.contains("not authorized to perform: " + PERMISSION) && message.contains("operator's role"),
                "The message does not say what is missing and where: " + message);
        visits.expect(site, "/", 200, SamplePage.GREETING);
        sandbox.aws().operatorRole().isWholeAgain();
        looked("after-the-permission");
    }

    /** Has the operator look at the site, and waits until it has and all is well. */
    private SiteState looked(String token) {
        sites.annotate(name, RECONCILE, token);
        return watch.await(
                name, "looked at and Ready", PATIENCE, now -> now.reconciled().equals(token) && now.isUpToDate());
    }

    private void refusesDeletion() {
        sites.delete(name);
        SiteState site =
                watch.await(name, "refused its deletion", PATIENCE, now -> now.deleting() && now.isTrue("Stalled"));
        String message = site.condition("Stalled").message();
        SandboxFailure.unless(
                message.contains("object") && message.contains("forceDestroy"),
                "The refusal does not say why and what to do: " + message);
        inAws().expectPrivateBucketBehindItsDistribution();
        visits.expect(site, "/", 200, SamplePage.GREETING);
    }

    private void deletes() {
        sites.changeSpec(name, """
                {"forceDestroy": true}""");
        watch.awaitGone(name, PATIENCE);
    }

    private void leavesNothing() {
        List<String> left = new AccountContents(sandbox.aws(), "us-east-1").all();
        SandboxFailure.unless(left.isEmpty(), "Left in AWS: " + String.join(", ", left) + ".");
    }

    private void expectFromTheBucket(int status) {
        int answered = visits.statusOfTheBucket(site());
        SandboxFailure.unless(
                answered == status,
                "The bucket answered " + answered + " instead of " + status + " to a visitor without credentials.");
    }

    private SiteInAws inAws() {
        return new SiteInAws(site(), sandbox.aws());
    }

    private SiteState site() {
        return sites.find(name).orElseThrow(() -> new SandboxFailure("The site " + name + " is gone."));
    }
}
