package io.siteward.site;

import io.siteward.aws.cloudfront.DistributionHandle;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.Decision;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Handle;
import io.siteward.graph.Plan;
import io.siteward.graph.Repair;
import io.siteward.graph.Report;
import io.siteward.graph.Run;
import io.siteward.identity.Identity;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import io.siteward.upkeep.Command;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.NextLook;
import io.siteward.upkeep.StatusJournal;
import io.siteward.upkeep.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Keeps a site as its manifest says: look, compare, tell, put right, tell. */
final class SiteUpkeep implements Upkeep<SecureSite> {
    private final Equipment<SecureSite, SecureSiteStatus> with;
    private final SiteAws aws;
    private final SigningKeys keys;
    private final NextLook next;

    SiteUpkeep(Equipment<SecureSite, SecureSiteStatus> with, SiteAws aws, SigningKeys keys, RandomGenerator random) {
        this.with = with;
        this.aws = aws;
        this.keys = keys;
        this.next = new NextLook(with.backoff(), random);
    }

    @Override
    public Duration reconcile(SecureSite site) {
        with.admission().hint(site).ifPresent(hint -> with.notices().misunderstood(site, hint));
        StatusJournal<SecureSite, SecureSiteStatus> journal = with.journal(site);
        Optional<Finding> objection = with.admission().objection(site, journal.status());
        if (objection.isPresent()) {
            return say(journal, objection.get(), next.resync(site.getSpec().resyncSeconds()));
        }
        Identity identity = with.admission().identity(site);
        SiteClients clients;
        try {
            clients = aws.clients(identity);
        } catch (FailedCall e) {
            Duration pause = with.backoff().afterFailure(identity, e.failure().retryAfter());
            return say(journal, Finding.of(e.failure(), false), pause);
        }
        Optional<Finding> otherAccount = with.admission().objection(clients.accountId(), journal.status());
        if (otherAccount.isPresent()) {
            return say(
                    journal,
                    otherAccount.get(),
                    next.afterRefusal(identity, site.getSpec().resyncSeconds()));
        }
        return reconcile(journal, identity, clients);
    }

    private Duration reconcile(
            StatusJournal<SecureSite, SecureSiteStatus> journal, Identity identity, SiteClients clients) {
        Map<String, String> handled = obeyReconcile(journal, clients);
        SiteGraph site =
                new SiteGraph(journal.manifest().getSpec(), identity, clients, keys, journal.status(), journal);
        Run run = new Run(site.graph(), journal);
        Plan plan = run.plan();
        List<Repair> repairs = run.protect();
        with.notices().repaired(journal.manifest(), repairs);
        beginOrShut(journal, clients, site, run, plan, repairs);
        Report report = run.apply(step -> with.notices().opening(journal.manifest(), step));
        with.notices().done(journal.manifest(), report);
        with.notices().repaired(journal.manifest(), report.shut());
        Finding finding = SiteFinding.after(plan, report)
                .withNote(SiteFinding.note(journal.manifest().getSpec()));
        if (SiteQuarantine.isCalledFor(plan, report)) {
            finding = SiteQuarantine.impose(site.theDistribution(), finding);
        }
        journal.write(
                draft(journal).reconciled(plan, report, finding, domain(run.handle(site.distribution())), handled));
        if (plan.refusal().isPresent() || needsAPerson(finding, report)) {
            with.notices().trouble(journal.manifest(), finding);
        }
        return next.after(plan, report, identity, journal.manifest().getSpec().resyncSeconds());
    }

    private static boolean needsAPerson(Finding finding, Report report) {
        return finding.situation() == Situation.REFERENCE_NOT_FOUND
                || report.failures().stream()
                        .flatMap(node -> node.failure().stream())
                        .anyMatch(failure ->
                                failure.kind() == Failure.Kind.TERMINAL || failure.kind() == Failure.Kind.BUG);
    }

    /** Nothing is made unnoted; but a cluster that takes no note does not keep open what somebody else has opened. */
    private void beginOrShut(
            StatusJournal<SecureSite, SecureSiteStatus> journal,
            SiteClients clients,
            SiteGraph site,
            Run run,
            Plan plan,
            List<Repair> repairs) {
        try {
            begin(journal, clients, site, plan, repairs);
        } catch (FailedCall e) {
            with.notices().repaired(journal.manifest(), run.shut());
            throw e;
        }
    }

    /** What must stand in the status before anything is made: whose it is, and what is about to be put right. */
    private void begin(
            StatusJournal<SecureSite, SecureSiteStatus> journal,
            SiteClients clients,
            SiteGraph site,
            Plan plan,
            List<Repair> repairs) {
        // A status that was lost says nothing of what stands.
        boolean forgotten = journal.status().accountId() == null && stands(plan);
        if (!plan.writes() && !forgotten) {
            return;
        }
        SecureSiteStatus begun = draft(journal)
                .begun(
                        with.admission().fleet(),
                        clients.accountId(),
                        site.bucketRef().name(),
                        plan,
                        SiteFinding.before(plan)
                                .withNote(SiteFinding.note(journal.manifest().getSpec())));
        boolean saysNew = journal.status().accountId() == null
                || !begun.drift().equals(journal.status().drift())
                || !begun.appliedTagKeys().equals(journal.status().appliedTagKeys());
        if (saysNew) {
            journal.write(begun);
            with.notices().drift(journal.manifest(), plan, repairs);
        }
    }

    /** Whether there is anything in AWS that is the site's alone. */
    private static boolean stands(Plan plan) {
        return plan.steps().stream()
                .filter(step -> Set.of(SiteGraph.BUCKET, SiteGraph.DISTRIBUTION)
                        .contains(step.node().kind()))
                .map(step -> step.decision())
                .anyMatch(decision -> decision instanceof Decision.Nothing || decision instanceof Decision.Update);
    }

    /** The command to look at once, past everything that is remembered; each token is obeyed once. */
    private Map<String, String> obeyReconcile(
            StatusJournal<SecureSite, SecureSiteStatus> journal, SiteClients clients) {
        SecureSiteStatus status = journal.status();
        if (!Command.RECONCILE.isNew(journal.manifest(), status)) {
            return status.handled();
        }
        clients.shared().forget();
        return Command.RECONCILE.handled(journal.manifest(), status);
    }

    private Duration say(StatusJournal<SecureSite, SecureSiteStatus> journal, Finding finding, Duration pause) {
        journal.say(finding);
        return pause;
    }

    private SiteStatus draft(StatusJournal<SecureSite, SecureSiteStatus> journal) {
        return new SiteStatus(journal.manifest(), journal.status(), with.clock().instant());
    }

    private static Optional<String> domain(Handle<DistributionHandle> distribution) {
        return distribution instanceof Handle.Known<DistributionHandle> known
                ? Optional.of(known.value().domainName())
                : Optional.empty();
    }
}
