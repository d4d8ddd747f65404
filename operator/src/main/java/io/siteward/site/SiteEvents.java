package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.graph.Applied;
import io.siteward.graph.Cause;
import io.siteward.graph.Change;
import io.siteward.graph.Decision;
import io.siteward.graph.Diff;
import io.siteward.graph.Failure;
import io.siteward.graph.NodeId;
import io.siteward.graph.NodeReport;
import io.siteward.graph.Plan;
import io.siteward.graph.Repair;
import io.siteward.graph.Report;
import io.siteward.status.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told about a site as it happens: Events for its owner, and one line of log for every decision. */
final class SiteEvents {
    private static final Logger log = LoggerFactory.getLogger(SiteEvents.class);

    private final Sink sink;

    SiteEvents(Sink sink) {
        this.sink = sink;
    }

    /** Where Events go. */
    interface Sink {
        /**
         * Tells the owner of a site.
         *
         * @param warning whether it is an Event of type Warning, else Normal
         */
        void tell(SecureSite site, boolean warning, String reason, String message);
    }

    /** Each difference that somebody else made, before it is put right; those that have been, were told. */
    void drift(SecureSite site, Plan plan, List<Repair> repairs) {
        Set<NodeId> told = repairs.stream().map(Repair::node).collect(Collectors.toSet());
        plan.drift().forEach((node, diff) -> {
            if (!told.contains(node)) {
                drift(site, node, diff);
            }
        });
    }

    /** What was found open and is closed: told when it is done, since nothing may keep it from being done. */
    void repaired(SecureSite site, List<Repair> repairs) {
        for (Repair repair : repairs) {
            log.atInfo()
                    .addKeyValue("namespace", site.getMetadata().getNamespace())
                    .addKeyValue("site", site.getMetadata().getName())
                    .addKeyValue("node", repair.node())
                    .addKeyValue("diff", repair.diff())
                    .log("{} put right before anything else", repair.node());
            if (repair.cause().isEmpty()) {
                for (Change change : repair.diff().changes()) {
                    sink.tell(
                            site,
                            true,
                            "Protected",
                            repair.node() + ": " + change.path() + " was " + shown(change.observed())
                                    + "; it is set to " + shown(change.desired())
                                    + " already, though the rest cannot be compared yet.");
                }
            } else if (repair.cause().get() == Cause.DRIFT) {
                drift(site, repair.node(), repair.diff());
            }
        }
    }

    private void drift(SecureSite site, NodeId node, Diff diff) {
        if (diff.isEmpty()) {
            sink.tell(site, true, "DriftFound", node + " is gone; it is made again.");
        }
        for (Change change : diff.changes()) {
            sink.tell(
                    site,
                    true,
                    "DriftFound",
                    node + ": " + change.path() + " was changed to " + shown(change.observed()) + "; it is set back to "
                            + shown(change.desired()) + ".");
        }
    }

    /** What was decided and done. */
    void done(SecureSite site, Report report) {
        for (NodeReport node : report.nodes()) {
            if (node.decision() instanceof Decision.Nothing) {
                continue;
            }
            log.atInfo()
                    .addKeyValue("namespace", site.getMetadata().getNamespace())
                    .addKeyValue("site", site.getMetadata().getName())
                    .addKeyValue("node", node.node())
                    .addKeyValue("state", node.state())
                    .addKeyValue("decision", node.decision())
                    .addKeyValue(
                            "failure",
                            node.failure().map(failure -> failure.code()).orElse(""))
                    .log("{} {}", node.node(), node.state());
            boolean worthAnEvent = SiteGraph.RESOURCES.contains(node.node().kind());
            boolean stands = node.state() == NodeReport.State.READY || node.state() == NodeReport.State.SETTLING;
            if (node.decision() instanceof Decision.Create && stands && worthAnEvent) {
                sink.tell(
                        site,
                        false,
                        "Created",
                        "Created " + node.node()
                                + node.applied().map(SiteEvents::withId).orElse("") + ".");
            }
        }
    }

    /** A finding that asks for a person. */
    void trouble(SecureSite site, Finding finding) {
        sink.tell(site, true, finding.reason(), finding.message());
    }

    /** Its status is refused by the cluster, so this is the only place where its owner can see it. */
    void statusNotWritten(SecureSite site, Failure failure) {
        sink.tell(site, true, "StatusNotWritten", "The status cannot be written: " + failure.message());
    }

    /** Another cluster has the manifest too. */
    void handedOver(SecureSite site, Set<String> clusters) {
        sink.tell(
                site,
                false,
                "HandedOver",
                "Nothing was deleted in AWS: the site is also claimed by " + named(clusters) + ".");
    }

    /** Another cluster has the manifest too, as far as anybody knows. */
    void leftStanding(SecureSite site, Set<String> clusters) {
        sink.tell(
                site,
                true,
                "LeftStanding",
                "Nothing was deleted in AWS, and nobody keeps it now: the site is also claimed by " + named(clusters)
                        + ", where no operator takes it. To end that claim, apply the manifest again with the annotation "
                        + SiteLeaseCommands.END_CLAIM + ", and then delete it.");
    }

    private static String named(Set<String> clusters) {
        return (clusters.size() == 1 ? "cluster " : "clusters ") + String.join(", ", clusters);
    }

    /** It was stored by another version, with another definition. */
    void unreadable(SecureSite site) {
        sink.tell(
                site,
                true,
                "Unreadable",
                "This version of Siteward does not understand the manifest and leaves the site alone: see its log, and"
                        + " let the CRD and the operator be of the same version.");
    }

    /** What is written there does not do what it seems to. */
    void misunderstood(SecureSite site, String hint) {
        sink.tell(site, true, "Misunderstood", hint);
    }

    private static String withId(Applied applied) {
        return " (" + applied.id() + ")";
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : "\"" + value + "\"";
    }
}
