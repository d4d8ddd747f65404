package io.siteward.graph;

/** One line of a {@link Plan}. */
public record Step(NodeId node, Decision decision) {}
