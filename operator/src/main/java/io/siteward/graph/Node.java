package io.siteward.graph;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One resource in its place: what it is, what is wanted of it, and whom it depends on.
 *
 * <p>It depends on the nodes whose handles its desired state asks for, and on the node it lies within.
 */
public final class Node<D, O, H> {
    private final NodeId id;
    private final ManagedResource<D, O, H> resource;
    private final Function<Upstream, D> desired;
    private final @Nullable Node<?, ?, ?> container;

    private Node(
            NodeId id,
            ManagedResource<D, O, H> resource,
            Function<Upstream, D> desired,
            @Nullable Node<?, ?, ?> container) {
        this.id = id;
        this.resource = resource;
        this.desired = desired;
        this.container = container;
    }

    public static <D, O, H> Node<D, O, H> of(
            NodeId id, ManagedResource<D, O, H> resource, Function<Upstream, D> desired) {
        return new Node<>(id, resource, desired, null);
    }

    /**
     * The same node as a part of {@code container}: it cannot exist without it, is not looked at while that is absent,
     * and goes when it goes.
     */
    public Node<D, O, H> within(Node<?, ?, ?> container) {
        return new Node<>(id, resource, desired, container);
    }

    public NodeId id() {
        return id;
    }

    ManagedResource<D, O, H> resource() {
        return resource;
    }

    D desired(Upstream upstream) {
        return desired.apply(upstream);
    }

    Optional<Node<?, ?, ?>> container() {
        return Optional.ofNullable(container);
    }
}
