package io.siteward.graph;

/**
 * What was last carried out for a node, as recorded in the status.
 *
 * @param id the resource's id or ARN
 * @param desiredHash the hash of the desired state that was carried out
 */
public record Applied(String id, String desiredHash) {}
