package io.siteward.sign.rules;

import java.time.Duration;

/**
 * Where it is written which key signs.
 *
 * @param name of the parameter or secret that points at the key
 * @param cacheTime for how long a key is used without looking again
 */
public record KeyPointer(Store store, String name, String region, Duration cacheTime) {
    /** The services that keep keys. */
    public enum Store {
        PARAMETER_STORE("parameterStore"),
        SECRETS_MANAGER("secretsManager");

        private final String word;

        Store(String word) {
            this.word = word;
        }

        /** As the configuration has it. */
        public String word() {
            return word;
        }
    }

    /** The name of a generation of the key: it lies beside the pointer. */
    public String generation(long number) {
        return name.substring(0, name.lastIndexOf('/') + 1) + number;
    }
}
