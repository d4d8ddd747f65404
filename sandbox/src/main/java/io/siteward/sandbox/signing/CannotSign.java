package io.siteward.sandbox.signing;

/** Why nothing is signed: for people, in a sentence. */
public final class CannotSign extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotSign(String message) {
        super(message);
    }

    CannotSign(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Throws unless it holds.
     *
     * @throws CannotSign with this message
     */
    static void unless(boolean holds, String message) {
        if (!holds) {
            throw new CannotSign(message);
        }
    }
}
