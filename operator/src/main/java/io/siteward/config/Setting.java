package io.siteward.config;

import java.util.Map;
import java.util.function.Function;

/**
 * One environment variable.
 *
 * @param variable its name
 * @param defaultText what holds when it is not set or empty
 * @param form what its value must look like: completes "it must be …"
 * @param meaning for the documentation
 * @param parser throws {@link IllegalArgumentException} on what has not the form
 */
record Setting<T>(String variable, String defaultText, String form, String meaning, Function<String, T> parser) {

    /**
     * Its value in this environment.
     *
     * @throws BadConfiguration when it has not the form
     */
    T in(Map<String, String> environment) {
        String given = environment.getOrDefault(variable, "").strip();
        String text = given.isEmpty() ? defaultText : given;
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadConfiguration(variable, text, form);
        }
    }
}
