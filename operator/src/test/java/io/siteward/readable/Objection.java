package io.siteward.readable;

/**
 * Why a bucket is not closed.
 *
 * @param who can do it
 * @param what they can do
 * @param by what lets them; not compared when it is asked whether a bucket became less safe
 */
public record Objection(String who, String what, String by) {
    /** The same without its cause. */
    public String opening() {
        return who + ": " + what;
    }

    @Override
    public String toString() {
        return opening() + " (" + by + ")";
    }
}
