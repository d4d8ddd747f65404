package io.siteward.crash;

/** The process ends here: an {@link Error}, which nothing on its way turns into a failure. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
