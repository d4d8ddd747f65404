package io.siteward.graph;

/** What a node's desired state may ask of the nodes before it. */
public interface Upstream {
    /**
     * The handle of another node of the same graph.
     *
     * @throws IllegalArgumentException when that node does not stand before the asking one
     */
    <H> Handle<H> handle(Node<?, ?, H> node);

    /**
     * Whether another node of the same graph was looked for and is not there.
     *
     * @throws FailedCall when the look at it failed, so that nobody knows
     */
    boolean isAbsent(Node<?, ?, ?> node);
}
