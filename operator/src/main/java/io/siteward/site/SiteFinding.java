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
import io.siteward.graph.Repair;
import io.siteward.graph.Report;
import io.siteward.graph.Settling;
import io.siteward.status.Drift;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Finding finding = withOpen(whereItServes(situation(plan, report), plan), report.shut());
        Map<NodeId, Diff> standing = standing(plan, report);
        if (!standing.isEmpty()) {
            return finding.with(Drift.STANDING, named(standing));
        }
        return withDrift(finding, plan, plan.drift().isEmpty() ? noDrift(plan) : Drift.REPAIRED);
    }

    /** The same where something that somebody else opened may still be open: said beside whatever else is the matter. */
    static Finding withOpen(Finding finding, List<Repair> shut) {
        return shut.stream()
                .filter(each -> each.failure().isPresent())
                .findFirst()
                .map(each -> finding.saying(finding.message()
                        + (finding.message().endsWith(".") ? "" : ".")
                        + " Besides, what somebody else has opened of " + each.node() + " could not be closed yet: "
                        + each.failure().map(Failure::message).orElse("")))
                .orElse(finding);
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
        Optional<NodeReport> failed = report.failures().stream()
                .filter(node -> !(node.decision() instanceof Decision.HoldBack && isOpen(node, report)))
                .findFirst();
        if (failed.isPresent()) {
            return failure(plan, failed.get());
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

    /** What could not be closed is told beside why its node was left alone. */
    private static boolean isOpen(NodeReport node, Report report) {
        return report.shut().stream()
                .anyMatch(each ->
                        each.node().equals(node.node()) && each.failure().isPresent());
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

    /** The drift of nodes that were left alone, without what of it was put right all the same. */
    private static Map<NodeId, Diff> standing(Plan plan, Report report) {
        Map<NodeId, Diff> standing = new LinkedHashMap<>(plan.drift());
        report.nodes().stream()
                .filter(node -> node.state() == NodeReport.State.READY || node.state() == NodeReport.State.SETTLING)
                .forEach(node -> standing.remove(node.node()));
        for (Repair repair : report.shut()) {
            standing.computeIfPresent(repair.node(), (node, diff) -> {
                Diff rest = diff.without(repair.diff());
                return rest.isEmpty() ? null : rest;
            });
        }
        return standing;
    }

    private static Drift noDrift(Plan plan) {
        boolean comparedWholly = plan.steps().stream()
                .map(step -> step.decision())
                .noneMatch(decision -> decision instanceof Decision.Unknown || decision instanceof Decision.HoldBack);
        return comparedWholly ? Drift.NONE : Drift.NOT_COMPARED;
    }

    private static Finding withDrift(Finding finding, Plan plan, Drift drift) {
        Map<NodeId, Diff> found = plan.drift();
        return found.isEmpty()
                ? finding.with(drift == Drift.STANDING ? Drift.NOT_COMPARED : drift, "")
                : finding.with(drift, named(found));
    }

    private static String named(Map<NodeId, Diff> found) {
        List<String> named = found.entrySet().stream()
                .flatMap(entry -> entry.getValue().isEmpty()
                        ? List.of(entry.getKey() + " is gone").stream()
                        : entry.getValue().changes().stream().map(Change::path))
                .toList();
        String more = named.size() > DRIFTS_NAMED ? " and " + (named.size() - DRIFTS_NAMED) + " more" : "";
        return "Changed in AWS: " + named.stream().limit(DRIFTS_NAMED).collect(Collectors.joining(", ")) + more
                + ". See status.drift.";
    }
}
