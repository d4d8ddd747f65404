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
 * One walk over a graph: {@link #plan}, {@link #protect}, then {@link #apply}, or {@link #shut} where that cannot be; or
 * {@link #delete}.
 *
 * <p>A node that fails or waits holds back only what uses it, and nothing here waits: what takes time is a report with a
 * time to look again.
 */
public final class Run {
    private final Map<Node<?, ?, ?>, Visit<?, ?, ?>> visits = new LinkedHashMap<>();
    private final Map<NodeId, NodeReport> repaired = new LinkedHashMap<>();
    private final List<NodeReport> unmet = new ArrayList<>();
    private final List<Repair> shut = new ArrayList<>();
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
     * answer nor a node that is refused may keep a bucket open. Needs no note, since nothing is made.
     *
     * @return what was put right
     */
    public List<Repair> protect() {
        List<Repair> repairs = new ArrayList<>();
        wanted().stream()
                .filter(Visit::protects)
                .forEach(visit -> protect(visit).ifPresent(repairs::add));
        return repairs;
    }

    private Optional<Repair> protect(Visit<?, ?, ?> visit) {
        NodeId id = visit.node().id();
        Optional<NodeReport> done = visit.repair();
        if (done.isEmpty()) {
            return visit.repairInPart().map(diff -> Repair.ofPart(id, diff));
        }
        repaired.put(id, done.get());
        return done.get().failure().isEmpty() && done.get().decision() instanceof Decision.Update update
                ? Optional.of(Repair.whole(id, update))
                : Optional.empty();
    }

    /**
     * Shuts out whom somebody else has let in, and changes nothing else: in place of {@link #apply}, where what is about
     * to be done cannot be told or must not be done. Needs no note either.
     *
     * @return what was put right, or could not be
     */
    public List<Repair> shut() {
        wanted().forEach(this::shut);
        return List.copyOf(shut);
    }

    private void shut(Visit<?, ?, ?> visit) {
        visit.shut().ifPresent(shut::add);
    }

    /**
     * Carries the plan out: of the nodes whose handles are there, those that protect come first, then the graph's order.
     * With a refusal in the plan nothing is made or changed, since half a site is worse than none. While a requirement
     * is not known to be met nothing is made.
     *
     * <p>What stands and is left alone, because something is refused, missing or failed, is shut to those whom somebody
     * else has let in. Not before, since a handle that is missing may be made on the way: then one update does
     * everything.
     *
     * @param before is told of each step before it is taken
     */
    public Report apply(Consumer<Step> before) {
        List<NodeReport> reports =
                new ArrayList<>(refused().map(this::holdAllBack).orElseGet(() -> carryOut(before)));
        boolean allStands = new Report(unmet, reports, shut).allIn(NodeReport.State.READY, NodeReport.State.SETTLING);
        reports.addAll(leave(allStands));
        return new Report(unmet, reports, shut);
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
                                : leaveAlone(visit, refused));
            }
        }
        return reports;
    }

    private List<NodeReport> carryOut(Consumer<Step> before) {
        Map<NodeId, NodeReport> reports = new LinkedHashMap<>(repaired);
        List<Visit<?, ?, ?>> remaining = new ArrayList<>(wanted());
        remaining.removeIf(visit -> reports.containsKey(visit.node().id()));
        for (Optional<Visit<?, ?, ?>> next = nextReady(remaining); next.isPresent(); next = nextReady(remaining)) {
            reports.put(next.get().node().id(), carryOut(next.get(), before));
            remaining.remove(next.get());
        }
        for (Visit<?, ?, ?> visit : remaining) {
            reports.put(visit.node().id(), leaveAlone(visit, obstacle(visit).orElseThrow()));
        }
        return graph.nodes().stream().map(node -> reports.get(node.id())).toList();
    }

    /** What AWS refuses of an update may have nothing to do with who can read. Without a token nothing can be sent. */
    private NodeReport carryOut(Visit<?, ?, ?> visit, Consumer<Step> before) {
        NodeReport report = visit.carryOut(before);
        if (report.state() == NodeReport.State.FAILED && !report.isPostponed()) {
            shut(visit);
        }
        return report;
    }

    private NodeReport leaveAlone(Visit<?, ?, ?> visit, NodeId by) {
        shut(visit);
        return visit.heldBack(by);
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
                        .toList(),
                List.of());
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
