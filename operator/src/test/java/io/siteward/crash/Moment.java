package io.siteward.crash;

/**
 * When a process is struck.
 *
 * @param call the number of the call, counted from 1 at the start of the process
 * @param before whether the call is never sent; else it has had its effect, and its answer is lost
 */
record Moment(int call, boolean before) {
    /** Never. */
    static final Moment NEVER = new Moment(Integer.MAX_VALUE, true);

    static Moment before(int call) {
        return new Moment(call, true);
    }

    static Moment after(int call) {
        return new Moment(call, false);
    }
}
