package io.siteward.sign.rules;

/** The configuration cannot be used. The message has everything that is wrong with it, by the names of variables and fields. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfigurationException(String message) {
        // Without a trace: Lambda would log it, and where it was found says nothing.
        super(message, null, false, false);
    }
}
