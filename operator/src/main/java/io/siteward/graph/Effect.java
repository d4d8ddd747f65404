package io.siteward.graph;

/** What carrying out a change does to the resource, from the mildest to the strongest. */
public enum Effect {
    IN_PLACE,
    IMPOSSIBLE
}
