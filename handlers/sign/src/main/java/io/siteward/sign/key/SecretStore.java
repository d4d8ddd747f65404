package io.siteward.sign.key;

/** Reads what is stored under a name. */
interface SecretStore {
    /**
     * The value.
     *
     * @throws KeyUnavailableException when it cannot be read
     */
    String read(String name) throws KeyUnavailableException;

    /**
     * The value, of which nothing stays behind in what the next call would use again.
     *
     * @throws KeyUnavailableException when it cannot be read
     */
    String readSecret(String name) throws KeyUnavailableException;
}
