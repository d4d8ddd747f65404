package io.siteward.graph;

/** Why desired and observed differ. */
public enum Cause {
    /** What is wanted is not what was last carried out: a new spec, a new default, a half-done apply. */
    CHANGE,
    /** What is wanted was carried out once, and AWS has been changed behind our back. */
    DRIFT
}
