package io.siteward.sign.key;

/** Reads what is stored under a name. */
@FunctionalInterface
interface SecretStore {
    /**
     * The value.
     *
     * @throws KeyUnavailableException when it cannot be read
     */
    String read(String name) throws KeyUnavailableException;
}
