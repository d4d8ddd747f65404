package io.siteward.graph;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One node during one {@link Run}: what was seen of it, what is to be done about it, what came of that. */
final class Visit<D, O, H> {
    private final Node<D, O, H> node;
    private final Journal journal;
    private final Function<Node<?, ?, ?>, Visit<?, ?, ?>> visits;

    private @Nullable Observation<O> observation;
    private @Nullable Failure failure;
    private @Nullable Set<Node<?, ?, ?>> handles;

    Visit(Node<D, O, H> node, Journal journal, Function<Node<?, ?, ?>, Visit<?, ?, ?>> visits) {
        this.node = node;
        this.journal = journal;
        this.visits = visits;
    }

    Node<D, O, H> node() {
        return node;
    }

    boolean protects() {
        return node.resource().protects();
    }

    /** Looks at AWS, unless the node lies within another that is not there: then it cannot be there either. */
    void observe() {
        Optional<Visit<?, ?, ?>> container = node.container().map(visits);
        if (container.isEmpty() || container.get().observation instanceof Observation.Present<?>) {
            attempt(() -> observation = node.resource().observe());
        } else if (container.get().observation instanceof Observation.Absent<?>) {
            observation = new Observation.Absent<>();
        }
    }

    /** The state that was observed or made; empty when it does not exist, is not ours, or could not be seen. */
    private Optional<O> exists() {
        return observation instanceof Observation.Present<O> present && failure == null
                ? Optional.of(present.state())
                : Optional.empty();
    }

    /** What the nodes after this one get: a node that exists has a handle even when an update of it failed. */
    Handle<H> handle() {
        return observation instanceof Observation.Present<O> present
                ? Handle.known(node.resource().handle(present.state()))
                : new Handle.AfterApply<>(node.id());
    }

    /**
     * Whether it was looked for and is not there.
     *
     * @throws FailedCall when the look failed
     */
    boolean isAbsent() {
        if (observation == null && failure != null) {
            throw new FailedCall(failure);
        }
        return observation instanceof Observation.Absent<O>;
    }

    /** The nodes it depends on, whether or not they have a handle yet. */
    Set<Node<?, ?, ?>> uses() {
        Set<Node<?, ?, ?>> uses = new LinkedHashSet<>(handles());
        uses.addAll(node.predecessors());
        node.container().ifPresent(uses::add);
        return uses;
    }

    /** The nodes whose handles its desired state asks for; always the same ones. */
    private Set<Node<?, ?, ?>> handles() {
        if (handles == null) {
            Asked asked = new Asked();
            if (!node.isLeaving()) {
                node.desired(asked);
            }
            handles = asked.used;
        }
        return handles;
    }

    /** A node whose handle is needed and is not there yet, or that comes first and has failed. */
    Optional<NodeId> missing() {
        return missing(uses());
    }

    private Optional<NodeId> missing(Set<Node<?, ?, ?>> needed) {
        return needed.stream()
                .map(visits)
                .filter(visit -> visit.handle() instanceof Handle.AfterApply<?>
                        || (visit.failure != null && node.predecessors().contains(visit.node)))
                .map(visit -> visit.node.id())
                .findFirst();
    }

    /** A node whose handle is needed and of which nothing is known: compared without it, everything would differ. */
    private Optional<NodeId> unseen() {
        return handles().stream()
                .map(visits)
                .filter(visit -> visit.observation == null || visit.observation instanceof Observation.Foreign<?>)
                .map(visit -> visit.node.id())
                .findFirst();
    }

    /** What is to be done; a bug in a comparison makes this node unknown, and no other. */
    Decision decide() {
        Decision[] decision = new Decision[1];
        attempt(() -> decision[0] = compare());
        return decision[0] == null ? new Decision.Unknown(Objects.requireNonNull(failure)) : decision[0];
    }

    private Decision compare() {
        if (failure != null) {
            return new Decision.Unknown(failure);
        }
        if (observation == null) {
            return new Decision.HoldBack(node.container().orElseThrow().id());
        }
        if (observation instanceof Observation.Foreign<O> foreign) {
            return new Decision.Refuse(foreign.reason(), foreign.message());
        }
        Optional<NodeId> unseen = unseen();
        if (unseen.isPresent()) {
            return new Decision.HoldBack(unseen.get());
        }
        D desired = desired();
        Optional<O> observed = exists();
        if (observed.isEmpty()) {
            return new Decision.Create(cause(desired));
        }
        Diff diff = node.resource().diff(desired, observed.get());
        return diff.isEmpty() ? new Decision.Nothing() : new Decision.Update(diff, cause(desired));
    }

    /** Puts right what stands and differs, if every handle that it needs is known; empty when there is nothing to do. */
    Optional<NodeReport> repair() {
        return missing().isEmpty() && decide() instanceof Decision.Update
                ? Optional.of(carryOut(step -> {}))
                : Optional.empty();
    }

    /** Puts right what can be had without the handles that are missing; empty when nothing was put right. */
    Optional<Diff> repairInPart() {
        Set<Node<?, ?, ?>> comeFirst = uses();
        comeFirst.removeAll(handles());
        Optional<O> observed = missing().isPresent() && missing(comeFirst).isEmpty() ? exists() : Optional.empty();
        Diff[] repaired = {Diff.none()};
        observed.ifPresent(state -> attempt(() -> repaired[0] = repairInPart(state)));
        return failure == null && !repaired[0].isEmpty() ? Optional.of(repaired[0]) : Optional.empty();
    }

    private Diff repairInPart(O observed) {
        Optional<D> part = unseen().isPresent()
                ? node.resource().withoutUnseen(desired(), observed)
                : node.resource().withoutMissing(desired());
        Diff diff = part.map(desired -> node.resource().diff(desired, observed)).orElseGet(Diff::none);
        if (!diff.isEmpty()) {
            observation = new Observation.Present<>(node.resource().update(part.orElseThrow(), observed, diff));
        }
        return diff;
    }

    /**
     * Shuts out whom somebody else has let in, while nothing else of it is changed; empty when there was nothing to be
     * done. An update that failed before does not keep it from being tried.
     */
    Optional<Repair> shut() {
        if (!(observation instanceof Observation.Present<O> present)) {
            return Optional.empty();
        }
        Diff[] shut = {Diff.none()};
        Optional<Failure> failed = Attempt.failure(node.id(), () -> shut[0] = shut(present.state()));
        if (failed.isPresent()) {
            failure = failure == null ? failed.get() : failure;
            return Optional.of(Repair.failed(node.id(), failed.get()));
        }
        return shut[0].isEmpty() ? Optional.empty() : Optional.of(Repair.ofPart(node.id(), shut[0]));
    }

    /** A handle that is not known is part of what is wanted, so what waits for one was never applied. */
    private Diff shut(O observed) {
        D desired = desired();
        Optional<ManagedResource.Shut<O>> shut = cause(desired) == Cause.DRIFT
                ? node.resource().restore(desired, observed)
                : node.resource().close(desired, observed);
        shut.ifPresent(done -> observation = new Observation.Present<>(done.state()));
        return shut.map(ManagedResource.Shut::diff).orElseGet(Diff::none);
    }

    /**
     * Carries out what is to be done, and says what came of it. Every handle it needs must be known.
     *
     * @param before is told of it first
     */
    NodeReport carryOut(Consumer<Step> before) {
        Decision decision = decide();
        before.accept(new Step(node.id(), decision));
        if (decision instanceof Decision.Create) {
            attempt(() -> observation =
                    new Observation.Present<>(node.resource().create(desired(), journal.intent(node.id()))));
        } else if (decision instanceof Decision.Update update) {
            attempt(() -> observation = new Observation.Present<>(
                    node.resource().update(desired(), exists().orElseThrow(), update.diff())));
        }
        if (decision instanceof Decision.Refuse) {
            return report(NodeReport.State.REFUSED, decision);
        }
        if (failure != null) {
            return report(NodeReport.State.FAILED, decision);
        }
        O state = exists().orElseThrow();
        Applied applied = new Applied(node.resource().id(state), DesiredHash.of(desired()));
        Optional<Settling> settling = node.resource().settling(state);
        return new NodeReport(
                node.id(),
                settling.isPresent() ? NodeReport.State.SETTLING : NodeReport.State.READY,
                decision,
                Optional.of(applied),
                settling,
                Optional.empty());
    }

    /** Says that it has to wait because another node comes first, and whether what was done meanwhile failed. */
    NodeReport heldBack(NodeId by) {
        return report(
                failure == null ? NodeReport.State.HELD_BACK : NodeReport.State.FAILED, new Decision.HoldBack(by));
    }

    /** Looks, and takes the next step towards its end. */
    NodeReport remove() {
        attempt(() -> observation = node.resource().observe());
        if (failure != null) {
            return report(NodeReport.State.FAILED, new Decision.Unknown(failure));
        }
        Deletion[] outcome = new Deletion[1];
        attempt(() -> outcome[0] = deleted());
        if (failure != null) {
            return report(NodeReport.State.FAILED, new Decision.Nothing());
        }
        if (outcome[0] instanceof Deletion.Underway underway) {
            return new NodeReport(
                    node.id(),
                    NodeReport.State.DELETING,
                    new Decision.Nothing(),
                    journal.applied(node.id()),
                    Optional.of(new Settling(underway.lookAgain(), underway.message())),
                    Optional.empty());
        }
        if (outcome[0] instanceof Deletion.Refused refused) {
            return report(NodeReport.State.REFUSED, new Decision.Refuse(refused.reason(), refused.message()));
        }
        return gone();
    }

    private Deletion deleted() {
        if (observation instanceof Observation.Foreign<O> foreign) {
            return node.resource().whenForeign(foreign);
        }
        return observation instanceof Observation.Present<O> present
                ? node.resource().delete(present.state())
                : new Deletion.Gone();
    }

    NodeReport gone() {
        return new NodeReport(
                node.id(),
                NodeReport.State.GONE,
                new Decision.Nothing(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    NodeReport report(NodeReport.State state, Decision decision) {
        return new NodeReport(
                node.id(), state, decision, journal.applied(node.id()), Optional.empty(), Optional.ofNullable(failure));
    }

    private D desired() {
        return node.desired(new Asked());
    }

    private Cause cause(D desired) {
        return journal.applied(node.id())
                        .filter(applied -> applied.desiredHash().equals(DesiredHash.of(desired)))
                        .isPresent()
                ? Cause.DRIFT
                : Cause.CHANGE;
    }

    private void attempt(Runnable calls) {
        Attempt.failure(node.id(), calls).ifPresent(failed -> failure = failed);
    }

    /** Hands out handles and remembers whose. */
    private final class Asked implements Upstream {
        private final Set<Node<?, ?, ?>> used = new LinkedHashSet<>();

        @Override
        public <T> Handle<T> handle(Node<?, ?, T> asked) {
            used.add(asked);
            @SuppressWarnings("unchecked") // the visit of a node has the node's type parameters: see Run
            Visit<?, ?, T> visit = (Visit<?, ?, T>) visits.apply(asked);
            return visit.handle();
        }

        @Override
        public boolean isAbsent(Node<?, ?, ?> asked) {
            used.add(asked);
            return visits.apply(asked).isAbsent();
        }
    }
}
