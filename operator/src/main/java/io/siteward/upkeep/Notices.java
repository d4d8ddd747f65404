package io.siteward.upkeep;

import io.fabric8.kubernetes.api.model.HasMetadata;
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
import io.siteward.graph.Step;
import io.siteward.status.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of manifests of one kind as it happens: Events for their owners, and one line of log for every decision. */
public final class Notices {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    private final Sink sink;
    private final String noun;
    private final Set<String> worthAnEvent;
    private final Function<Change, String> opening;

    /**
     * Tells nothing yet.
     *
     * @param noun what people, and the log, call one, for example {@code site}
     * @param worthAnEvent the kinds of nodes whose creation their owner is told of
     * @param opening who may read what, once a change is done that lets more people read
     */
    public Notices(Sink sink, String noun, Set<String> worthAnEvent, Function<Change, String> opening) {
        this.sink = sink;
        this.noun = noun;
        this.worthAnEvent = Set.copyOf(worthAnEvent);
        this.opening = opening;
    }

    /** The same, of what nobody reads. */
    public Notices(Sink sink, String noun, Set<String> worthAnEvent) {
        this(sink, noun, worthAnEvent, Change::path);
    }

    /** Where Events go. */
    public interface Sink {
        /**
         * Tells its owner.
         *
         * @param warning whether it is an Event of type Warning, else Normal
         */
        void tell(HasMetadata about, boolean warning, String reason, String message);
    }

    /** Each difference that somebody else made, before it is put right; those that have been, were told. */
    public void drift(HasMetadata manifest, Plan plan, List<Repair> repairs) {
        Set<NodeId> told = repairs.stream().map(Repair::node).collect(Collectors.toSet());
        plan.drift().forEach((node, diff) -> {
            if (!told.contains(node)) {
                drift(manifest, node, diff);
            }
        });
    }

    /** What was found open and is closed: told when it is done, since nothing may keep it from being done. */
    public void repaired(HasMetadata manifest, List<Repair> repairs) {
        for (Repair repair : repairs) {
            log.atInfo()
                    .addKeyValue("namespace", manifest.getMetadata().getNamespace())
                    .addKeyValue(noun, manifest.getMetadata().getName())
                    .addKeyValue("node", repair.node())
                    .addKeyValue("diff", repair.diff())
                    .addKeyValue(
                            "failure",
                            repair.failure().map(failure -> failure.code()).orElse(""))
                    .log("{} {}", repair.node(), repair.failure().isEmpty() ? "put right" : "could not be put right");
            if (repair.cause().isEmpty()) {
                repair.diff().changes().forEach(change -> protectedAlready(manifest, repair.node(), change));
            } else if (repair.cause().get() == Cause.DRIFT) {
                drift(manifest, repair.node(), repair.diff());
            }
        }
    }

    private void protectedAlready(HasMetadata manifest, NodeId node, Change change) {
        sink.tell(
                manifest,
                true,
                "Protected",
                node + ": " + change.path() + " was " + shown(change.observed()) + "; it is set to "
                        + shown(change.desired()) + " already, though the rest has to wait.");
    }

    private void drift(HasMetadata manifest, NodeId node, Diff diff) {
        if (diff.isEmpty()) {
            sink.tell(manifest, true, "DriftFound", node + " is gone; it is made again.");
        }
        for (Change change : diff.changes()) {
            sink.tell(
                    manifest,
                    true,
                    "DriftFound",
                    node + ": " + change.path() + " was changed to " + shown(change.observed()) + "; it is set back to "
                            + shown(change.desired()) + ".");
        }
    }

    /**
     * Something that somebody else has changed, and that is put right.
     *
     * @param what one sentence
     */
    public void foundChanged(HasMetadata manifest, String what) {
        sink.tell(manifest, true, "DriftFound", what + " It is being put right.");
    }

    /** That what is about to be done lets more people read. */
    public void opening(HasMetadata manifest, Step step) {
        if (step.decision() instanceof Decision.Update update) {
            String since = update.cause() == Cause.DRIFT
                    ? "what somebody else changed in AWS is set back"
                    : "generation " + manifest.getMetadata().getGeneration() + " of the manifest is carried out";
            for (Change change : update.diff().openings()) {
                sink.tell(
                        manifest,
                        true,
                        "MoreMayRead",
                        step.node() + ": " + opening.apply(change) + ", as " + since + ".");
            }
        }
    }

    /** What was decided and done. */
    public void done(HasMetadata manifest, Report report) {
        for (NodeReport node : report.nodes()) {
            if (node.decision() instanceof Decision.Nothing) {
                continue;
            }
            log.atInfo()
                    .addKeyValue("namespace", manifest.getMetadata().getNamespace())
                    .addKeyValue(noun, manifest.getMetadata().getName())
                    .addKeyValue("node", node.node())
                    .addKeyValue("state", node.state())
                    .addKeyValue("decision", node.decision())
                    .addKeyValue(
                            "failure",
                            node.failure().map(failure -> failure.code()).orElse(""))
                    .log("{} {}", node.node(), node.state());
            boolean stands = node.state() == NodeReport.State.READY || node.state() == NodeReport.State.SETTLING;
            if (node.decision() instanceof Decision.Create
                    && stands
                    && worthAnEvent.contains(node.node().kind())) {
                sink.tell(
                        manifest,
                        false,
                        "Created",
                        "Created " + node.node()
                                + node.applied().map(Notices::withId).orElse("") + ".");
            }
        }
    }

    /** A step of its work that its owner may want to know of. */
    public void said(HasMetadata manifest, String message) {
        log.atInfo()
                .addKeyValue("namespace", manifest.getMetadata().getNamespace())
                .addKeyValue(noun, manifest.getMetadata().getName())
                .log("{}", message);
        sink.tell(manifest, false, "Progressed", message);
    }

    /** A finding that asks for a person. */
    public void trouble(HasMetadata manifest, Finding finding) {
        sink.tell(manifest, true, finding.reason(), finding.message());
    }

    /** Its status is refused by the cluster, so this is the only place where its owner can see it. */
    public void statusNotWritten(HasMetadata manifest, Failure failure) {
        sink.tell(manifest, true, "StatusNotWritten", "The status cannot be written: " + failure.message());
    }

    /** Another cluster has the manifest too. */
    public void handedOver(HasMetadata manifest, Set<String> clusters) {
        sink.tell(
                manifest,
                false,
                "HandedOver",
                "Nothing was deleted in AWS: the " + noun + " is also claimed by " + named(clusters) + ".");
    }

    /** Another cluster has the manifest too, as far as anybody knows. */
    public void leftStanding(HasMetadata manifest, Set<String> clusters) {
        sink.tell(
                manifest,
                true,
                "LeftStanding",
                "Nothing was deleted in AWS, and nobody keeps it now: the " + noun + " is also claimed by "
                        + named(clusters)
                        + ", where no operator takes it. To end that claim, apply the manifest again with the annotation "
                        + LeaseCommands.END_CLAIM.annotation()
                        + " set to that cluster's name, and then delete it.");
    }

    /** Whether it did before or not. */
    public void claimedNoMore(HasMetadata manifest, String cluster) {
        sink.tell(manifest, false, "ClaimEnded", "Cluster " + cluster + " does not claim the " + noun + " any more.");
    }

    private static String named(Set<String> clusters) {
        return (clusters.size() == 1 ? "cluster " : "clusters ") + String.join(", ", clusters);
    }

    /** It was stored by another version, with another definition. */
    public void unreadable(HasMetadata manifest) {
        sink.tell(
                manifest,
                true,
                "Unreadable",
                "This version of Siteward does not understand the manifest and leaves the " + noun
                        + " alone: see its log, and" + " let the CRD and the operator be of the same version.");
    }

    /** What is written there does not do what it seems to. */
    public void misunderstood(HasMetadata manifest, String hint) {
        sink.tell(manifest, true, "Misunderstood", hint);
    }

    private static String withId(Applied applied) {
        return " (" + applied.id() + ")";
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : "\"" + value + "\"";
    }
}
