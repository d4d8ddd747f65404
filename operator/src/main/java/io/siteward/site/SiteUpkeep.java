package io.siteward.site;

import io.siteward.aws.cloudfront.DistributionHandle;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.Decision;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Handle;
import io.siteward.graph.NodeReport;
import io.siteward.graph.Plan;
import io.siteward.graph.Repair;
import io.siteward.graph.Report;
import io.siteward.graph.Run;
import io.siteward.identity.Identity;
import io.siteward.status.Excerpt;
import io.siteward.status.Finding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Keeps a site as its manifest says: look, compare, tell, put right, tell. */
final class SiteUpkeep {
    static final String RECONCILE = Identity.TAG_PREFIX + "reconcile";
    private static final int LONGEST_TOKEN = 256;
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(2);

    private final SiteAdmission admission;
    private final SiteAws aws;
    private final SiteStore store;
    private final SiteEvents events;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Backoff backoff;

    SiteUpkeep(
            SiteAdmission admission,
            SiteAws aws,
            SiteStore store,
            SiteEvents events,
            InstantSource clock,
            RandomGenerator random,
            Backoff backoff) {
        this.admission = admission;
        this.aws = aws;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.backoff = backoff;
    }

    /**
     * One reconcile.
     *
     * @return when to look again
     * @throws FailedCall when the status could not be read or written
     */
    Duration reconcile(SecureSite site) {
        admission.hint(site).ifPresent(hint -> events.misunderstood(site, hint));
        SiteJournal journal = new SiteJournal(site, store, clock);
        Optional<Finding> objection = admission.objection(site, journal.status());
        if (objection.isPresent()) {
            return say(journal, objection.get(), resync(site));
        }
        Identity identity = admission.identity(site);
        SiteClients clients;
        try {
            clients = aws.clients(identity);
        } catch (FailedCall e) {
            Duration pause = backoff.afterFailure(identity, e.failure().retryAfter());
            return say(journal, Finding.of(e.failure(), false), pause);
        }
        Optional<Finding> otherAccount = admission.objection(clients, journal.status());
        if (otherAccount.isPresent()) {
            return say(journal, otherAccount.get(), afterRefusal(identity, site));
        }
        return reconcile(journal, identity, clients);
    }

    private Duration reconcile(SiteJournal journal, Identity identity, SiteClients clients) {
        Map<String, String> handled = obeyReconcile(journal, clients);
        SiteGraph site = new SiteGraph(journal.site().getSpec(), identity, clients, journal.status(), journal);
        Run run = new Run(site.graph(), journal);
        Plan plan = run.plan();
        List<Repair> repairs = run.protect();
        events.repaired(journal.site(), repairs);
        begin(journal, clients, site, plan, repairs);
        Report report = run.apply();
        events.done(journal.site(), report);
        Finding finding = SiteFinding.after(plan, report);
        if (SiteQuarantine.isCalledFor(plan, report)) {
            finding = SiteQuarantine.impose(site.theDistribution(), finding);
        }
        journal.write(
                draft(journal).reconciled(plan, report, finding, domain(run.handle(site.distribution())), handled));
        if (plan.refusal().isPresent() || needsAPerson(report)) {
            events.trouble(journal.site(), finding);
        }
        return lookAgain(identity, journal.site(), plan, report);
    }

    private static boolean needsAPerson(Report report) {
        return report.failures().stream()
                .flatMap(node -> node.failure().stream())
                .anyMatch(failure -> failure.kind() == Failure.Kind.TERMINAL || failure.kind() == Failure.Kind.BUG);
    }

    /** What must stand in the status before anything is made: whose it is, and what is about to be put right. */
    private void begin(SiteJournal journal, SiteClients clients, SiteGraph site, Plan plan, List<Repair> repairs) {
        // A status that was lost says nothing of what stands.
        boolean forgotten = journal.status().accountId() == null && stands(plan);
        if (!plan.writes() && !forgotten) {
            return;
        }
        SecureSiteStatus begun = draft(journal)
                .begun(admission.fleet(), clients.accountId(), site.bucketRef().name(), plan, SiteFinding.before(plan));
        boolean saysNew = journal.status().accountId() == null
                || !begun.drift().equals(journal.status().drift())
                || !begun.appliedTagKeys().equals(journal.status().appliedTagKeys());
        if (saysNew) {
            journal.write(begun);
            events.drift(journal.site(), plan, repairs);
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
    private Map<String, String> obeyReconcile(SiteJournal journal, SiteClients clients) {
        Map<String, String> handled = new TreeMap<>(journal.status().handled());
        String token = token(journal.site());
        if (!token.isEmpty() && !token.equals(handled.put("reconcile", token))) {
            clients.shared().forget();
        }
        return handled;
    }

    private static String token(SecureSite site) {
        String token = site.getMetadata().getAnnotations().getOrDefault(RECONCILE, "");
        return Excerpt.of(token, LONGEST_TOKEN);
    }

    private Duration lookAgain(Identity identity, SecureSite site, Plan plan, Report report) {
        if (plan.refusal().isPresent()) {
            return afterRefusal(identity, site);
        }
        Duration resync = resync(site);
        Optional<Duration> asked = report.lookAgain();
        if (report.failures().isEmpty()) {
            backoff.succeeded(identity);
            return asked.map(duration -> shorter(duration, resync)).orElse(resync);
        }
        boolean onlyTokensMissing = report.failures().stream().allMatch(NodeReport::isPostponed);
        return onlyTokensMissing
                ? asked.orElse(AFTER_A_REFUSAL)
                : backoff.afterFailure(identity, asked.orElse(AFTER_A_REFUSAL));
    }

    /** What a person has to put right is looked at ever less often, but not less often than what is well. */
    private Duration afterRefusal(Identity identity, SecureSite site) {
        return shorter(backoff.afterFailure(identity, AFTER_A_REFUSAL), resync(site));
    }

    private Duration say(SiteJournal journal, Finding finding, Duration next) {
        journal.write(draft(journal).saying(finding));
        return next;
    }

    private SiteStatus draft(SiteJournal journal) {
        return new SiteStatus(journal.site(), journal.status(), clock.instant());
    }

    /** Up to a tenth shorter than asked for, so that a thousand sites do not come back at the same second. */
    private Duration resync(SecureSite site) {
        long seconds = site.getSpec().resyncSeconds();
        return Duration.ofSeconds(seconds - random.nextLong(seconds / 10 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Optional<String> domain(Handle<DistributionHandle> distribution) {
        return distribution instanceof Handle.Known<DistributionHandle> known
                ? Optional.of(known.value().domainName())
                : Optional.empty();
    }
}
