package io.siteward.graph;

import java.util.Optional;

/**
 * What was put right of a node before anything else.
 *
 * @param diff what differed
 * @param cause whose doing that was; empty when nobody knows, because the node could be compared in part only
 */
public record Repair(NodeId node, Diff diff, Optional<Cause> cause) {}
