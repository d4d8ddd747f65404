package io.siteward.site;

import io.siteward.aws.AwsFailures;
import io.siteward.aws.acm.CertificateFit;
import io.siteward.aws.cloudfront.Distribution;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.graph.Change;
import io.siteward.graph.Decision;
import io.siteward.graph.Diff;
import io.siteward.graph.Failure;
import io.siteward.graph.NodeId;
import io.siteward.graph.NodeReport;
import io.siteward.graph.Plan;
import io.siteward.graph.Report;
import io.siteward.graph.Settling;
import io.siteward.status.Drift;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan or a report of a site means for its conditions. Pure. */
final class SiteFinding {
    private static final int DRIFTS_NAMED = 5;
    private static final int MISSING = 404;

    private SiteFinding() {}

    /** Before a plan is carried out: what is about to happen. */
    static Finding before(Plan plan) {
        Finding finding = Finding.of(Situation.PROGRESSING, "Resources are being made or changed.");
        return withDrift(whereItServes(finding, plan), plan, Drift.STANDING);
    }

    /** After a plan was carried out. */
    static Finding after(Plan plan, Report report) {
        return withDrift(whereItServes(situation(plan, report), plan), plan, driftAfter(plan, report));
    }

    /** A site whose bucket or distribution is missing answers nobody, and neither does one that somebody switched off. */
    private static Finding whereItServes(Finding finding, Plan plan) {
        boolean down = plan.steps().stream()
                .filter(step -> SiteGraph.SERVING.contains(step.node().kind()))
                .anyMatch(step -> step.decision() instanceof Decision.Create || switchesOn(step.decision()));
        return down ? finding.withNothingServed() : finding;
    }

    private static boolean switchesOn(Decision decision) {
        return decision instanceof Decision.Update update
                && update.diff().changes().stream()
                        .anyMatch(change -> change.path().equals(Distribution.ENABLED));
    }

    /** What the owner of a spec should know though nothing is the matter. */
    static String note(SecureSiteSpec spec) {
        boolean hides =
                !spec.privatePaths().isEmpty() && spec.errorPages().stream().anyMatch(page -> page.status() == MISSING);
        return hides
                ? "Whoever asks for a private path without a valid signature is shown the page of errorPages for 404,"
                        + " as a 404: CloudFront cannot tell its own 403 from that of S3 for a missing object."
                : "";
    }

    private static Finding situation(Plan plan, Report report) {
        Optional<NodeReport> refused = report.in(NodeReport.State.REFUSED).findFirst();
        if (refused.isPresent()) {
            return refusal(report, refused.get());
        }
        List<NodeReport> failures = report.failures();
        if (!failures.isEmpty()) {
            return failure(plan, failures.get(0));
        }
        if (report.in(NodeReport.State.HELD_BACK).findFirst().isPresent()) {
            return Finding.of(Situation.PROGRESSING, "Resources are being made or changed.");
        }
        return report.in(NodeReport.State.SETTLING)
                .findFirst()
                .flatMap(NodeReport::settling)
                .map(Settling::message)
                .map(message -> Finding.of(Situation.SETTLING, message))
                .orElseGet(() -> Finding.of(Situation.READY, ""));
    }

    private static Finding refusal(Report report, NodeReport node) {
        Decision.Refuse refuse = (Decision.Refuse) node.decision();
        if (!report.unmet().contains(node)) {
            return Finding.of(Situation.FOREIGN_RESOURCE, refuse.reason(), refuse.message());
        }
        if (!node.node().kind().equals(SiteRequirements.CERTIFICATE)) {
            return Finding.of(Situation.SPEC_REFUSED, refuse.reason(), refuse.message());
        }
        boolean passes = refuse.reason().equals(CertificateFit.PENDING);
        return Finding.of(
                passes ? Situation.REFERENCE_NOT_READY : Situation.REFERENCE_NOT_FOUND,
                refuse.reason(),
                refuse.message());
    }

    /** A look for which there was no token tells nothing; a change for which there was none tells that it is due. */
    private static Finding failure(Plan plan, NodeReport node) {
        Failure failure = node.failure().orElseThrow();
        if (node.node().kind().equals(SiteGraph.SIGNING_KEY) && failure.kind() == Failure.Kind.BLOCKED) {
            boolean passes = failure.code().equals(TrustedKey.NOT_READY);
            return Finding.of(
                    passes ? Situation.REFERENCE_NOT_READY : Situation.REFERENCE_NOT_FOUND,
                    failure.code(),
                    failure.message());
        }
        boolean onlyLooksPostponed = failure.kind() == Failure.Kind.NO_TOKEN && !plan.writes();
        if (failure.kind() == Failure.Kind.TERMINAL && AwsFailures.saysQuota(failure.code())) {
            return Finding.of(Situation.SPEC_REFUSED, failure.code(), failure.message());
        }
        return onlyLooksPostponed
                ? Finding.of(Situation.LOOK_POSTPONED, failure.message())
                : Finding.of(failure, false);
    }

    private static Drift driftAfter(Plan plan, Report report) {
        Set<NodeId> standing = report.nodes().stream()
                .filter(node -> node.state() != NodeReport.State.READY && node.state() != NodeReport.State.SETTLING)
                .map(NodeReport::node)
                .collect(Collectors.toSet());
        if (plan.drift().keySet().stream().anyMatch(standing::contains)) {
            return Drift.STANDING;
        }
        if (!plan.drift().isEmpty()) {
            return Drift.REPAIRED;
        }
        boolean comparedWholly = plan.steps().stream()
                .map(step -> step.decision())
                .noneMatch(decision -> decision instanceof Decision.Unknown || decision instanceof Decision.HoldBack);
        return comparedWholly ? Drift.NONE : Drift.NOT_COMPARED;
    }

    private static Finding withDrift(Finding finding, Plan plan, Drift drift) {
        Map<NodeId, Diff> found = plan.drift();
        if (found.isEmpty()) {
            return finding.with(drift == Drift.STANDING ? Drift.NOT_COMPARED : drift, "");
        }
        List<String> named = found.entrySet().stream()
                .flatMap(entry -> entry.getValue().isEmpty()
                        ? List.of(entry.getKey() + " is gone").stream()
                        : entry.getValue().changes().stream().map(Change::path))
                .toList();
        String more = named.size() > DRIFTS_NAMED ? " and " + (named.size() - DRIFTS_NAMED) + " more" : "";
        return finding.with(
                drift,
                "Changed in AWS: " + named.stream().limit(DRIFTS_NAMED).collect(Collectors.joining(", ")) + more
                        + ". See status.drift.");
    }
}
