package io.siteward.sign.key;

import java.util.Optional;

/** The key cannot be had at the moment. The message is for the log: it has names and error codes, and no values. */
public final class KeyUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    public KeyUnavailableException(String message) {
        super(message);
        this.code = "";
    }

    /**
     * One that AWS has given a reason for.
     *
     * @param code AWS's error code, which is told after the message
     */
    KeyUnavailableException(String message, String code) {
        super(message + " " + code);
        this.code = code;
    }

    /** AWS's error code; empty where AWS has not answered with one. */
    public Optional<String> code() {
        return code.isEmpty() ? Optional.empty() : Optional.of(code);
    }
}
