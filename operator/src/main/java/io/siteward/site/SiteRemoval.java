package io.siteward.site;

import io.siteward.aws.cloudfront.ObservedDistribution;
import io.siteward.aws.s3.Bucket;
import io.siteward.aws.s3.BucketContents;
import io.siteward.crd.v1alpha1.DeletionPolicy;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.Decision;
import io.siteward.graph.Deletion;
import io.siteward.graph.FailedCall;
import io.siteward.graph.NodeReport;
import io.siteward.graph.Observation;
import io.siteward.graph.Repair;
import io.siteward.graph.Report;
import io.siteward.graph.Run;
import io.siteward.graph.Settling;
import io.siteward.identity.Identity;
import io.siteward.status.ConditionType;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.Removal;
import io.siteward.upkeep.StatusJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a site down, a step a look: nothing at all while the bucket holds something that must not be lost, then the
 * distribution, then the bucket, then what nobody shares any more. A status that names nothing may have been lost, so AWS
 * is asked what stands.
 */
final class SiteRemoval implements Removal<SecureSite> {
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);
    private static final Duration UNTIL_VISIBLE = Duration.ofMinutes(2);

    private final Equipment<SecureSite, SecureSiteStatus> with;
    private final SiteAws aws;
    private final SigningKeys keys;

    /** @param keys what opens the private paths of a site that waits */
    SiteRemoval(Equipment<SecureSite, SecureSiteStatus> with, SiteAws aws, SigningKeys keys) {
        this.with = with;
        this.aws = aws;
        this.keys = keys;
    }

    @Override
    public Optional<Duration> step(SecureSite site) {
        StatusJournal<SecureSite, SecureSiteStatus> journal = with.journal(site);
        Identity identity = with.admission().identity(site);
        Optional<Finding> objection = with.admission().objection(site, journal.status());
        if (objection.isPresent()) {
            return refuse(journal, identity, objection.get());
        }
        if (nothingWasMade(journal.status()) || site.getSpec().deletionPolicy() == DeletionPolicy.RETAIN) {
            return Optional.empty();
        }
        try {
            SiteClients clients = aws.clients(identity);
            Optional<Finding> otherAccount = with.admission().objection(clients.accountId(), journal.status());
            return otherAccount.isPresent()
                    ? refuse(journal, identity, otherAccount.get())
                    : takeDown(journal, identity, clients);
        } catch (FailedCall e) {
            Duration pause = with.backoff().afterFailure(identity, e.failure().retryAfter());
            return say(journal, Finding.of(e.failure(), true), pause);
        }
    }

    /**
     * The account is written down before anything is made. But a status without it may also be one that was lost and
     * begun anew: only a site that was never accepted is known to be nowhere.
     */
    private static boolean nothingWasMade(SecureSiteStatus status) {
        return status.accountId() == null
                && status.conditions().stream()
                        .anyMatch(condition -> condition.type().equals(ConditionType.ACCEPTED.spelling())
                                && condition.status().equals("False"));
    }

    private Optional<Duration> takeDown(
            StatusJournal<SecureSite, SecureSiteStatus> journal, Identity identity, SiteClients clients) {
        SiteGraph site = site(journal, identity, clients, SigningKeys.NONE);
        Optional<Deletion.Refused> refusal = dataWouldBeLost(journal.manifest(), site);
        if (refusal.isPresent()) {
            Finding finding = Finding.of(
                    Situation.DELETION_REFUSED,
                    refusal.get().reason(),
                    refusal.get().message());
            return keep(journal, identity, site(journal, identity, clients, keys), finding);
        }
        if (mayStillAppear(journal, site)) {
            return say(
                    journal,
                    Finding.of(Situation.DELETING, "A distribution was being made and may not be visible yet."),
                    UNTIL_VISIBLE);
        }
        Report report = new Run(site.graph(), journal).delete();
        with.notices().done(journal.manifest(), report);
        if (report.allIn(NodeReport.State.GONE)) {
            with.backoff().succeeded(identity);
            return Optional.empty();
        }
        String bucket = site.bucketRef().name();
        journal.write(draft(journal)
                .deleting(with.admission().fleet(), clients.accountId(), bucket, report, finding(report)));
        return Optional.of(lookAgain(identity, report));
    }

    private static SiteGraph site(
            StatusJournal<SecureSite, SecureSiteStatus> journal,
            Identity identity,
            SiteClients clients,
            SigningKeys keys) {
        return new SiteGraph(journal.manifest().getSpec(), identity, clients, keys, journal.status(), journal);
    }

    /** What must not be lost must not lie open either, however long nobody decides. */
    private Optional<Duration> keep(
            StatusJournal<SecureSite, SecureSiteStatus> journal, Identity identity, SiteGraph site, Finding refusal) {
        Run run = new Run(site.graph(), journal);
        run.plan();
        with.notices().repaired(journal.manifest(), run.protect());
        List<Repair> shut = run.shut();
        with.notices().repaired(journal.manifest(), shut);
        Finding finding = SiteFinding.withOpen(refusal, shut);
        with.notices().trouble(journal.manifest(), finding);
        return refuse(journal, identity, finding);
    }

    /** A create whose answer was lost may be hidden by a list that lags: what is not seen yet must not be orphaned. */
    private boolean mayStillAppear(StatusJournal<SecureSite, SecureSiteStatus> journal, SiteGraph site) {
        boolean begun = journal.status().pending().stream()
                .filter(pending -> pending.kind().equals(SiteGraph.DISTRIBUTION))
                .map(pending -> latestCreate(
                        pending.at(), journal.manifest().getMetadata().getDeletionTimestamp()))
                .anyMatch(since -> with.clock().instant().isBefore(since.plus(UNTIL_VISIBLE)));
        return begun && site.theDistribution().observe() instanceof Observation.Absent<ObservedDistribution>;
    }

    /** A note is not renewed by later tries, but nothing is made once the deletion has begun. */
    private static Instant latestCreate(String noted, @Nullable String deleted) {
        return Instant.parse(deleted == null ? noted : deleted);
    }

    /** Asked before anything is touched: a site whose bucket cannot go shall not lose its distribution. */
    private static Optional<Deletion.Refused> dataWouldBeLost(SecureSite site, SiteGraph graph) {
        if (site.getSpec().forceDestroy()
                || !(graph.theBucket().observe() instanceof Observation.Present<Bucket.Observed>)) {
            return Optional.empty();
        }
        BucketContents.Count count = graph.bucketContents().count();
        return count.isEmpty() ? Optional.empty() : Optional.of(count.refusal(graph.bucketRef()));
    }

    private static Finding finding(Report report) {
        List<NodeReport> failures = report.failures();
        if (!failures.isEmpty()) {
            return Finding.of(failures.get(0).failure().orElseThrow(), true);
        }
        Optional<NodeReport> refused = report.in(NodeReport.State.REFUSED).findFirst();
        if (refused.isPresent() && refused.get().decision() instanceof Decision.Refuse refuse) {
            return Finding.of(Situation.DELETION_REFUSED, refuse.reason(), refuse.message());
        }
        Optional<NodeReport> deleting = report.in(NodeReport.State.DELETING).findFirst();
        Situation situation = deleting.map(node -> node.node().kind())
                .map(kind -> kind.equals(SiteGraph.BUCKET) ? Situation.EMPTYING : Situation.AWAITING_CLOUDFRONT)
                .orElse(Situation.DELETING);
        return Finding.of(
                situation,
                deleting.flatMap(NodeReport::settling)
                        .map(Settling::message)
                        .orElse("The resources are being deleted."));
    }

    private Duration lookAgain(Identity identity, Report report) {
        Duration asked = report.lookAgain().orElse(AFTER_A_REFUSAL);
        boolean onlyRefused = report.in(NodeReport.State.REFUSED).findFirst().isPresent()
                && report.in(NodeReport.State.DELETING).findFirst().isEmpty();
        if (onlyRefused || !report.failures().isEmpty()) {
            return with.backoff().afterFailure(identity, asked);
        }
        with.backoff().succeeded(identity);
        return asked;
    }

    /** A refusal is looked at ever less often: a change of the manifest wakes the site. */
    private Optional<Duration> refuse(
            StatusJournal<SecureSite, SecureSiteStatus> journal, Identity identity, Finding finding) {
        return say(journal, finding, with.backoff().afterFailure(identity, AFTER_A_REFUSAL));
    }

    private Optional<Duration> say(
            StatusJournal<SecureSite, SecureSiteStatus> journal, Finding finding, Duration next) {
        journal.say(finding);
        return Optional.of(next);
    }

    private SiteStatus draft(StatusJournal<SecureSite, SecureSiteStatus> journal) {
        return new SiteStatus(journal.manifest(), journal.status(), with.clock().instant());
    }
}
