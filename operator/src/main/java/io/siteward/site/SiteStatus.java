package io.siteward.site;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.DnsRecord;
import io.siteward.crd.v1alpha1.Drift;
import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.crd.v1alpha1.PendingCreate;
import io.siteward.crd.v1alpha1.ResourceStatus;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.Applied;
import io.siteward.graph.Change;
import io.siteward.graph.Decision;
import io.siteward.graph.Diff;
import io.siteward.graph.Failure;
import io.siteward.graph.NodeId;
import io.siteward.graph.NodeReport;
import io.siteward.graph.Plan;
import io.siteward.graph.Report;
import io.siteward.status.Conditions;
import io.siteward.status.Excerpt;
import io.siteward.status.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A site's next status, computed from its last one and from what was found. Pure. Where nothing changed the result
 * equals the last one, so that nothing is written.
 */
final class SiteStatus {
    private static final int MOST_DRIFTS = 100;
    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_PATH = 512;
    private static final int MOST_TAG_KEYS = 100;

    private final SecureSite site;
    private final SecureSiteStatus before;
    private final Instant now;

    SiteStatus(SecureSite site, SecureSiteStatus before, Instant now) {
        this.site = site;
        this.before = before;
        this.now = now;
    }

    /** Before anything is made: under whom, and what was found changed. */
    SecureSiteStatus begun(String fleet, String accountId, String bucketName, Plan plan, Finding finding) {
        Draft draft = draft(finding);
        draft.fleet = fleet;
        draft.accountId = accountId;
        draft.bucketName = bucketName;
        draft.drift = drift(plan);
        draft.appliedTagKeys = withKeysOfSpec();
        return draft.build();
    }

    /** After everything that could be done was done. */
    SecureSiteStatus reconciled(
            Plan plan,
            Report report,
            Finding finding,
            Optional<String> distributionDomain,
            Map<String, String> handled) {
        Draft draft = draft(finding);
        SecureSiteSpec spec = site.getSpec();
        draft.resources = resources(report);
        draft.pending = stillPending(report);
        draft.drift = drift(plan);
        draft.handled = handled;
        draft.appliedTagKeys = appliedTagKeys(report);
        draft.distributionId = idOf(report, SiteGraph.DISTRIBUTION).orElse(before.distributionId());
        draft.distributionDomain = distributionDomain.orElse(before.distributionDomain());
        draft.url = url(spec, draft.distributionDomain);
        draft.dnsRecords = dnsRecords(spec, draft.distributionDomain);
        return draft.build();
    }

    /** While it is being deleted: under whom, and what is not gone yet. */
    SecureSiteStatus deleting(String fleet, String accountId, String bucketName, Report report, Finding finding) {
        Draft draft = draft(finding);
        draft.fleet = fleet;
        draft.accountId = accountId;
        draft.bucketName = bucketName;
        draft.resources = resources(report);
        return draft.build();
    }

    private Draft draft(Finding finding) {
        return new Draft(before, conditions(finding), generation());
    }

    private List<Condition> conditions(Finding finding) {
        return Conditions.after(before.conditions(), finding, generation(), now);
    }

    private long generation() {
        return Optional.ofNullable(site.getMetadata().getGeneration()).orElse(0L);
    }

    private static List<ResourceStatus> resources(Report report) {
        return report.nodes().stream()
                .filter(node -> node.state() != NodeReport.State.GONE)
                .map(node -> new ResourceStatus(
                        node.node().kind(),
                        node.node().name(),
                        node.applied().map(Applied::id).orElse(null),
                        word(node),
                        node.applied().map(Applied::desiredHash).orElse(null)))
                .toList();
    }

    /** A call for which the budget had no token was never made: nothing failed. */
    private static String word(NodeReport node) {
        if (node.isPostponed()) {
            return "Postponed";
        }
        return switch (node.state()) {
            case READY -> "Ready";
            case SETTLING -> "Settling";
            case HELD_BACK -> "HeldBack";
            case FAILED -> "Failed";
            case REFUSED -> "Refused";
            case DELETING -> "Deleting";
            case GONE -> "Gone";
        };
    }

    /** A note of a create is struck out once the resource was seen, or was refused for good: then there is none. */
    private List<PendingCreate> stillPending(Report report) {
        Set<NodeId> seen = report.nodes().stream()
                .filter(node -> node.state() == NodeReport.State.READY
                        || node.state() == NodeReport.State.SETTLING
                        || isRefusedCreate(node))
                .map(NodeReport::node)
                .collect(Collectors.toSet());
        return before.pending().stream()
                .filter(pending -> !seen.contains(new NodeId(pending.kind(), pending.name())))
                .toList();
    }

    /** A create that AWS refused for good; a look that failed says nothing of an earlier create. */
    private static boolean isRefusedCreate(NodeReport node) {
        return node.decision() instanceof Decision.Create
                && node.failure()
                        .filter(failure -> failure.kind() == Failure.Kind.TERMINAL)
                        .isPresent();
    }

    /** Written ahead of the tags themselves, so that a crash between the two leaves none behind for ever. */
    private List<String> withKeysOfSpec() {
        Set<String> keys = new TreeSet<>(before.appliedTagKeys());
        keys.addAll(site.getSpec().tags().keySet());
        return keys.stream().limit(MOST_TAG_KEYS).toList();
    }

    /** Keys are remembered until they were surely taken off everything that bears tags. */
    private List<String> appliedTagKeys(Report report) {
        boolean allApplied = report.nodes().stream()
                .filter(node -> Set.of(SiteGraph.BUCKET, SiteGraph.DISTRIBUTION)
                        .contains(node.node().kind()))
                .allMatch(node -> node.state() == NodeReport.State.READY || node.state() == NodeReport.State.SETTLING);
        return allApplied ? site.getSpec().tags().keySet().stream().sorted().toList() : withKeysOfSpec();
    }

    /**
     * The time of a difference that was there before stays, and so does what was known of a node that could not be compared.
     * The list has one entry for a resource and path.
     */
    private List<Drift> drift(Plan plan) {
        Map<List<String>, Drift> drift = new LinkedHashMap<>();
        Set<String> notCompared = plan.steps().stream()
                .filter(step ->
                        step.decision() instanceof Decision.Unknown || step.decision() instanceof Decision.HoldBack)
                .map(step -> step.node().toString())
                .collect(Collectors.toSet());
        before.drift().stream()
                .filter(earlier -> notCompared.contains(earlier.resource()))
                .forEach(earlier -> drift.put(List.of(earlier.resource(), earlier.path()), earlier));
        plan.drift()
                .forEach((node, diff) -> changes(diff).forEach(change -> {
                    String path = cut(change.path(), LONGEST_PATH);
                    drift.putIfAbsent(
                            List.of(node.toString(), path),
                            entry(node.toString(), path, cut(change.desired()), cut(change.observed())));
                }));
        return drift.values().stream().limit(MOST_DRIFTS).toList();
    }

    private static List<Change> changes(Diff diff) {
        return diff.isEmpty() ? List.of(new Change("exists", "true", "false")) : diff.changes();
    }

    private Drift entry(String resource, String path, @Nullable String wanted, @Nullable String found) {
        String since = before.drift().stream()
                .filter(earlier -> earlier.equals(new Drift(resource, path, wanted, found, earlier.at())))
                .map(Drift::at)
                .findFirst()
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Drift(resource, path, wanted, found, since);
    }

    private static @Nullable String cut(@Nullable String value) {
        return value == null ? null : cut(value, LONGEST_VALUE);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : Excerpt.of(text, longest - 3) + "...";
    }

    private static Optional<String> idOf(Report report, String kind) {
        return report.nodes().stream()
                .filter(node -> node.node().kind().equals(kind))
                .findFirst()
                .flatMap(NodeReport::applied)
                .map(Applied::id);
    }

    private static @Nullable String url(SecureSiteSpec spec, @Nullable String domain) {
        if (domain == null) {
            return null;
        }
        return "https://"
                + spec.aliases().stream()
                        .filter(alias -> !alias.startsWith("*"))
                        .findFirst()
                        .orElse(domain)
                + "/";
    }

    /** What DNS has to say. At a zone's apex, where no CNAME can stand, an alias record takes its place. */
    private static List<DnsRecord> dnsRecords(SecureSiteSpec spec, @Nullable String domain) {
        return domain == null
                ? List.of()
                : spec.aliases().stream()
                        .map(alias -> new DnsRecord(alias, "CNAME", domain))
                        .toList();
    }

    /** A status under construction. */
    private static final class Draft {
        private final long observedGeneration;
        private final List<Condition> conditions;
        private @Nullable String fleet;
        private @Nullable String accountId;
        private @Nullable String url;
        private @Nullable String bucketName;
        private @Nullable String distributionId;
        private @Nullable String distributionDomain;
        private List<DnsRecord> dnsRecords;
        private List<ResourceStatus> resources;
        private List<PendingCreate> pending;
        private List<Drift> drift;
        private Map<String, String> handled;
        private List<String> appliedTagKeys;
        private final @Nullable LeaseStatus lease;

        Draft(SecureSiteStatus before, List<Condition> conditions, long observedGeneration) {
            this.observedGeneration = observedGeneration;
            this.conditions = conditions;
            this.fleet = before.fleet();
            this.accountId = before.accountId();
            this.url = before.url();
            this.bucketName = before.bucketName();
            this.distributionId = before.distributionId();
            this.distributionDomain = before.distributionDomain();
            this.dnsRecords = before.dnsRecords();
            this.resources = before.resources();
            this.pending = before.pending();
            this.drift = before.drift();
            this.handled = new TreeMap<>(before.handled());
            this.appliedTagKeys = before.appliedTagKeys();
            this.lease = before.lease();
        }

        SecureSiteStatus build() {
            return new SecureSiteStatus(
                    observedGeneration,
                    conditions,
                    fleet,
                    accountId,
                    url,
                    bucketName,
                    distributionId,
                    distributionDomain,
                    dnsRecords,
                    resources,
                    pending,
                    drift,
                    handled,
                    appliedTagKeys,
                    lease);
        }
    }
}
