package io.siteward.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One walk over a graph: {@link #plan}, {@link #protect}, {@link #apply}; or {@link #delete}.
 *
 * <p>A node that fails or waits holds back only what uses it, and nothing here waits: what takes time is a report with a
 * time to look again.
 */
public final class Run {
    private final Map<Node<?, ?, ?>, Visit<?, ?, ?>> visits = new LinkedHashMap<>();
    private final Map<NodeId, NodeReport> repaired = new LinkedHashMap<>();
    private final List<NodeReport> unmet = new ArrayList<>();
    private final Graph graph;

    public Run(Graph graph, Journal journal) {
        this.graph = graph;
        Stream.concat(graph.nodes().stream(), graph.leaving().stream())
                .forEach(node -> visits.put(node, new Visit<>(node, journal, this::visit)));
    }

    /** Looks at every node and says what is to be done. Reads only. */
    public Plan plan() {
        wanted().forEach(Visit::observe);
        graph.requirements().forEach(requirement -> look(requirement).ifPresent(unmet::add));
        return new Plan(
                unmet.stream()
                        .map(report -> new Step(report.node(), report.decision()))
                        .toList(),
                wanted().stream()
                        .map(visit -> new Step(visit.node().id(), visit.decide()))
                        .toList());
    }

    /**
     * Repairs what protects and stands already, before anything else is done or told: neither a cluster that does not
     * answer nor a node that is refused may keep a bucket open. Of nodes that will be left alone, because something is
     * refused or missing, what somebody has opened is shut. Needs no note, since nothing is made.
     *
     * @return what was put right
     */
    public List<Repair> protect() {
        List<Repair> repairs = new ArrayList<>();
        boolean isRefused = refused().isPresent();
        for (Visit<?, ?, ?> visit : wanted()) {
            if (visit.protects()) {
                protect(visit).ifPresent(repairs::add);
            } else if (isRefused || visit.missing().isPresent()) {
                visit.shut().ifPresent(repairs::add);
            }
        }
        return repairs;
    }

    private Optional<Repair> protect(Visit<?, ?, ?> visit) {
        NodeId id = visit.node().id();
        Optional<NodeReport> done = visit.repair();
        if (done.isEmpty()) {
            return visit.repairInPart().map(diff -> new Repair(id, diff, Optional.empty()));
        }
        repaired.put(id, done.get());
        return done.get().failure().isEmpty() && done.get().decision() instanceof Decision.Update update
                ? Optional.of(new Repair(id, update.diff(), Optional.of(update.cause())))
                : Optional.empty();
    }

    /**
     * Carries the plan out: of the nodes whose handles are there, those that protect come first, then the graph's order.
     * With a refusal in the plan nothing is made or changed, since half a site is worse than none. While a requirement
     * is not known to be met nothing is made.
     *
     * @param before is told of each step before it is taken
     */
    public Report apply(Consumer<Step> before) {
        List<NodeReport> reports =
                new ArrayList<>(refused().map(this::holdAllBack).orElseGet(() -> carryOut(before)));
        boolean allStands = new Report(unmet, reports).allIn(NodeReport.State.READY, NodeReport.State.SETTLING);
        reports.addAll(leave(allStands));
        return new Report(unmet, reports);
    }

    private Optional<NodeReport> look(Requirement requirement) {
        List<Requirement.Problem> problems = new ArrayList<>();
        Optional<Failure> failure = Attempt.failure(
                requirement.id(), () -> requirement.look().apply(new Looked()).ifPresent(problems::add));
        if (failure.isPresent()) {
            return Optional.of(
                    unmet(requirement, NodeReport.State.FAILED, new Decision.Unknown(failure.get()), failure));
        }
        return problems.stream()
                .findFirst()
                .map(found -> unmet(
                        requirement,
                        NodeReport.State.REFUSED,
                        new Decision.Refuse(found.reason(), found.message()),
                        Optional.empty()));
    }

    private static NodeReport unmet(
            Requirement requirement, NodeReport.State state, Decision decision, Optional<Failure> failure) {
        return new NodeReport(requirement.id(), state, decision, Optional.empty(), Optional.empty(), failure);
    }

    private Optional<NodeId> refused() {
        return Stream.concat(
                        unmet.stream()
                                .filter(report -> report.state() == NodeReport.State.REFUSED)
                                .map(NodeReport::node),
                        wanted().stream()
                                .filter(visit -> visit.decide() instanceof Decision.Refuse)
                                .map(visit -> visit.node().id()))
                .findFirst();
    }

    private List<NodeReport> holdAllBack(NodeId refused) {
        List<NodeReport> reports = new ArrayList<>();
        for (Visit<?, ?, ?> visit : wanted()) {
            NodeReport done = repaired.get(visit.node().id());
            if (done != null) {
                reports.add(done);
            } else {
                reports.add(
                        visit.decide() instanceof Decision.Refuse
                                ? visit.carryOut(step -> {})
                                : visit.heldBack(refused));
            }
        }
        return reports;
    }

    private List<NodeReport> carryOut(Consumer<Step> before) {
        Map<NodeId, NodeReport> reports = new LinkedHashMap<>(repaired);
        List<Visit<?, ?, ?>> remaining = new ArrayList<>(wanted());
        remaining.removeIf(visit -> reports.containsKey(visit.node().id()));
        for (Optional<Visit<?, ?, ?>> next = nextReady(remaining); next.isPresent(); next = nextReady(remaining)) {
            reports.put(next.get().node().id(), next.get().carryOut(before));
            remaining.remove(next.get());
        }
        for (Visit<?, ?, ?> visit : remaining) {
            reports.put(visit.node().id(), visit.heldBack(obstacle(visit).orElseThrow()));
        }
        return graph.nodes().stream().map(node -> reports.get(node.id())).toList();
    }

    /** What must come before this node can be made or changed. */
    private Optional<NodeId> obstacle(Visit<?, ?, ?> visit) {
        return visit.missing()
                .or(() -> visit.decide() instanceof Decision.Create
                        ? unmet.stream().map(NodeReport::node).findFirst()
                        : Optional.empty());
    }

    /** Takes the next step of the deletion: a node goes once nothing that uses it is left. */
    public Report delete() {
        Map<Node<?, ?, ?>, NodeReport> reports = new LinkedHashMap<>();
        List<Node<?, ?, ?>> lastFirst = new ArrayList<>(visits.keySet());
        Collections.reverse(lastFirst);
        for (Node<?, ?, ?> node : lastFirst) {
            if (node.container().isEmpty()) {
                reports.put(node, delete(node, reports));
            }
        }
        return new Report(
                List.of(),
                visits.keySet().stream()
                        .map(node -> reports.containsKey(node) ? reports.get(node) : withContainer(node, reports))
                        .toList());
    }

    /** The handle of a node of this graph, as it is by now. */
    public <H> Handle<H> handle(Node<?, ?, H> node) {
        @SuppressWarnings("unchecked") // the visit of a node has the node's type parameters: see the constructor
        Visit<?, ?, H> visit = (Visit<?, ?, H>) visit(node);
        return visit.handle();
    }

    private NodeReport delete(Node<?, ?, ?> node, Map<Node<?, ?, ?>, NodeReport> reports) {
        Optional<NodeId> stillUsedBy = reports.entrySet().stream()
                .filter(other -> other.getValue().state() != NodeReport.State.GONE)
                .map(Map.Entry::getKey)
                .filter(other -> visit(other).uses().contains(node))
                .map(Node::id)
                .findFirst();
        return stillUsedBy.map(visit(node)::heldBack).orElseGet(visit(node)::remove);
    }

    /** A node that lies within another goes with it. */
    private NodeReport withContainer(Node<?, ?, ?> node, Map<Node<?, ?, ?>, NodeReport> reports) {
        NodeReport container = node.container().map(reports::get).orElseThrow();
        return container.state() == NodeReport.State.GONE
                ? visit(node).gone()
                : visit(node).heldBack(container.node());
    }

    private List<NodeReport> leave(boolean allStands) {
        return graph.leaving().stream()
                .map(this::visit)
                .map(visit ->
                        allStands ? visit.remove() : visit.report(NodeReport.State.HELD_BACK, new Decision.Nothing()))
                .toList();
    }

    private Optional<Visit<?, ?, ?>> nextReady(List<Visit<?, ?, ?>> remaining) {
        List<Visit<?, ?, ?>> ready =
                remaining.stream().filter(visit -> obstacle(visit).isEmpty()).toList();
        return ready.stream()
                .filter(Visit::protects)
                .findFirst()
                .or(() -> ready.stream().findFirst());
    }

    private List<Visit<?, ?, ?>> wanted() {
        List<Visit<?, ?, ?>> wanted = new ArrayList<>();
        graph.nodes().forEach(node -> wanted.add(visit(node)));
        return wanted;
    }

    /** What a requirement may ask of the nodes, once all were looked at. */
    private final class Looked implements Upstream {
        @Override
        public <H> Handle<H> handle(Node<?, ?, H> node) {
            return Run.this.handle(node);
        }

        @Override
        public boolean isAbsent(Node<?, ?, ?> node) {
            return visit(node).isAbsent();
        }
    }

    private Visit<?, ?, ?> visit(Node<?, ?, ?> node) {
        Visit<?, ?, ?> visit = visits.get(node);
        if (visit == null) {
            throw new IllegalArgumentException(node.id() + " is not in this graph before the node that uses it");
        }
        return visit;
    }
}
