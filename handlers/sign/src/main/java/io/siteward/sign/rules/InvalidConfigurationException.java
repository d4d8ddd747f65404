package io.siteward.sign.rules;

import java.util.List;

/** The configuration cannot be used. The message has everything that is wrong with it, by the names of the fields. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidConfigurationException(List<String> problems) {
        // Without a trace: Lambda would log it, and where it was found says nothing.
        super(String.join("; ", problems), null, false, false);
    }
}
