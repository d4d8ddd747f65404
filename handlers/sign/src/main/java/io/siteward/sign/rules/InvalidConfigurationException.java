package io.siteward.sign.rules;

import java.util.List;

/** The configuration cannot be used. The message has everything that is wrong with it, by the names of the fields. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidConfigurationException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
