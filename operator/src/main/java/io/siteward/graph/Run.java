package io.siteward.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One walk over a graph: first {@link #plan}, then {@link #apply}; or {@link #delete}.
 *
 * <p>A node that fails or waits holds back only what uses its handle, and nothing here waits: what takes time is a
 * report with a time to look again.
 */
public final class Run {
    private final Map<Node<?, ?, ?>, Visit<?, ?, ?>> visits = new LinkedHashMap<>();
    private final Map<NodeId, NodeReport> repaired = new LinkedHashMap<>();
    private final Graph graph;

    public Run(Graph graph, Journal journal) {
        this.graph = graph;
        Stream.concat(graph.nodes().stream(), graph.leaving().stream())
                .forEach(node -> visits.put(node, new Visit<>(node, journal, this::visit)));
    }

    /** Looks at every node and says what is to be done. Reads only. */
    public Plan plan() {
        wanted().forEach(Visit::observe);
        return currentPlan();
    }

    /**
     * Repairs what protects and stands already, before anything else is done or told: neither a cluster that does not
     * answer nor a node that is refused may keep a bucket open. Needs no note, since nothing is made.
     */
    public void protect() {
        for (Visit<?, ?, ?> visit : wanted()) {
            boolean repairs = visit.protects()
                    && visit.decide() instanceof Decision.Update
                    && visit.missing().isEmpty();
            if (repairs) {
                repaired.put(visit.node().id(), visit.carryOut());
            }
        }
    }

    /**
     * Carries the plan out: of the nodes whose handles are there, those that protect come first, then the graph's order.
     * With a refusal in the plan nothing is made or changed, since half a site is worse than none; what protects and
     * stands already is still repaired.
     */
    public Report apply() {
        protect();
        Optional<NodeId> refused = wanted().stream()
                .filter(visit -> visit.decide() instanceof Decision.Refuse)
                .map(visit -> visit.node().id())
                .findFirst();
        return refused.map(this::refuse).orElseGet(this::carryOut);
    }

    private Report refuse(NodeId refused) {
        List<NodeReport> reports = new ArrayList<>();
        for (Visit<?, ?, ?> visit : wanted()) {
            NodeReport done = repaired.get(visit.node().id());
            if (done != null) {
                reports.add(done);
            } else {
                reports.add(visit.decide() instanceof Decision.Refuse ? visit.carryOut() : visit.heldBack(refused));
            }
        }
        reports.addAll(leave(false));
        return new Report(reports);
    }

    private Report carryOut() {
        Map<NodeId, NodeReport> reports = new LinkedHashMap<>(repaired);
        List<Visit<?, ?, ?>> remaining = new ArrayList<>(wanted());
        remaining.removeIf(visit -> reports.containsKey(visit.node().id()));
        for (Optional<Visit<?, ?, ?>> next = nextReady(remaining); next.isPresent(); next = nextReady(remaining)) {
            reports.put(next.get().node().id(), next.get().carryOut());
            remaining.remove(next.get());
        }
        for (Visit<?, ?, ?> visit : remaining) {
            reports.put(visit.node().id(), visit.heldBack(visit.missing().orElseThrow()));
        }
        List<NodeReport> inOrder = new ArrayList<>(
                graph.nodes().stream().map(node -> reports.get(node.id())).toList());
        inOrder.addAll(leave(new Report(inOrder).allIn(NodeReport.State.READY, NodeReport.State.SETTLING)));
        return new Report(inOrder);
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
        return new Report(visits.keySet().stream()
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
                remaining.stream().filter(visit -> visit.missing().isEmpty()).toList();
        return ready.stream()
                .filter(Visit::protects)
                .findFirst()
                .or(() -> ready.stream().findFirst());
    }

    private Plan currentPlan() {
        return new Plan(wanted().stream()
                .map(visit -> new Step(visit.node().id(), visit.decide()))
                .toList());
    }

    private List<Visit<?, ?, ?>> wanted() {
        List<Visit<?, ?, ?>> wanted = new ArrayList<>();
        graph.nodes().forEach(node -> wanted.add(visit(node)));
        return wanted;
    }

    private Visit<?, ?, ?> visit(Node<?, ?, ?> node) {
        Visit<?, ?, ?> visit = visits.get(node);
        if (visit == null) {
            throw new IllegalArgumentException(node.id() + " is not in this graph before the node that uses it");
        }
        return visit;
    }
}
