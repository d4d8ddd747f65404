package io.siteward.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One resource in its place: what it is, what is wanted of it, and whom it depends on.
 *
 * <p>It depends on the nodes whose handles its desired state asks for, on those it comes after, and on the node it lies within.
 */
public final class Node<D, O, H> {
    private final NodeId id;
    private final ManagedResource<D, O, H> resource;
    private final @Nullable Function<Upstream, D> desired;
    private final @Nullable Node<?, ?, ?> container;
    private final List<Node<?, ?, ?>> predecessors;

    private Node(
            NodeId id,
            ManagedResource<D, O, H> resource,
            @Nullable Function<Upstream, D> desired,
            @Nullable Node<?, ?, ?> container,
            List<Node<?, ?, ?>> predecessors) {
        this.id = id;
        this.resource = resource;
        this.desired = desired;
        this.container = container;
        this.predecessors = predecessors;
    }

    public static <D, O, H> Node<D, O, H> of(
            NodeId id, ManagedResource<D, O, H> resource, Function<Upstream, D> desired) {
        return new Node<>(id, resource, desired, null, List.of());
    }

    /** A resource that is wanted no more, and is deleted once everything that is wanted stands. */
    public static <D, O, H> Node<D, O, H> leaving(NodeId id, ManagedResource<D, O, H> resource) {
        return new Node<>(id, resource, null, null, List.of());
    }

    /**
     * The same node as a part of {@code container}: it cannot exist without it, is not looked at while that is absent,
     * and goes when it goes.
     */
    public Node<D, O, H> within(Node<?, ?, ?> container) {
        return new Node<>(id, resource, desired, container, predecessors);
    }

    /** The same node, not made or changed before these are there, though it needs nothing of them. */
    public Node<D, O, H> after(List<? extends Node<?, ?, ?>> predecessors) {
        return new Node<>(id, resource, desired, container, List.copyOf(predecessors));
    }

    public NodeId id() {
        return id;
    }

    ManagedResource<D, O, H> resource() {
        return resource;
    }

    boolean isLeaving() {
        return desired == null;
    }

    D desired(Upstream upstream) {
        if (desired == null) {
            throw new IllegalStateException(id + " is leaving: nothing is wanted of it");
        }
        return desired.apply(upstream);
    }

    List<Node<?, ?, ?>> predecessors() {
        return predecessors;
    }

    Optional<Node<?, ?, ?>> container() {
        return Optional.ofNullable(container);
    }
}
