package io.siteward.graph;

/** What a node's desired state may ask of the nodes before it. */
public interface Upstream {
    /**
     * The handle of another node of the same graph.
     *
     * @throws IllegalArgumentException when that node does not stand before the asking one
     */
    <H> Handle<H> handle(Node<?, ?, H> node);
}
