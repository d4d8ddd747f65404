package io.siteward.config;

/** A variable that cannot be used; the message is one line that names it and the remedy. */
public final class BadConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadConfiguration(String variable, String value, String form) {
        super(variable + "=" + value + " cannot be used: it must be " + form + ".");
    }
}
