package io.siteward.sign.key;

/** The key cannot be had at the moment. The message is for the log: it has names and error codes, and no values. */
public final class KeyUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public KeyUnavailableException(String message) {
        super(message);
    }
}
