package io.siteward.lease;

import org.jspecify.annotations.Nullable;

/** The store did not answer, or not in a way that says what came of the call: a write may have taken effect. */
public final class StoreFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * For people.
     *
     * @param message one sentence that names the store, the cause and, if there is one, the remedy
     */
    public StoreFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
