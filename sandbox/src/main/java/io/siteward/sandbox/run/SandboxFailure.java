package io.siteward.sandbox.run;

/** Why the sandbox cannot go on, or what a step of the scenario missed: for people, in a sentence. */
public final class SandboxFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxFailure(String message) {
        super(message);
    }

    public SandboxFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Throws unless it holds.
     *
     * @throws SandboxFailure with this message
     */
    public static void unless(boolean holds, String message) {
        if (!holds) {
            throw new SandboxFailure(message);
        }
    }
}
