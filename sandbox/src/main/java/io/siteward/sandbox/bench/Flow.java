package io.siteward.sandbox.bench;

/** Something that was done with a site, and the calls that it took. */
record Flow(String title, CallCounts counts) {
    static final String NO_OP = "no-op";
    static final String NO_OP_RESTARTED = "no-op, restarted";
    static final String NO_OP_LOST = "no-op, lost";
}
