package io.siteward.sign.key;

import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.SigningKey;
import io.siteward.sign.json.Fields;
import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.rules.KeyPointer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The generation of a key that the pointer names, as it is stored; or the key that is stored in its place. */
final class StoredKey implements KeySource {
    private final KeyPointer pointer;
    private final Supplier<SecretStore> stores;
    private final Supplier<Optional<Provider>> provider;

    /**
     * A key.
     *
     * @param stores the store, for the time that one reading may take
     * @param provider who signs, asked for when a key is read; none: what the JDK has
     */
    StoredKey(KeyPointer pointer, Supplier<SecretStore> stores, Supplier<Optional<Provider>> provider) {
        this.pointer = pointer;
        this.stores = stores;
        this.provider = provider;
    }

    @Override
    public SigningKey current() throws KeyUnavailableException {
        SecretStore store = stores.get();
        String name = named(store);
        try {
            return key(name, store);
        } catch (KeyUnavailableException e) {
            // The pointer may have gone on since, and the generation that it named be removed.
            String next = name.equals(pointer.name()) ? name : named(store);
            if (next.equals(name)) {
                throw e;
            }
            return key(next, store);
        }
    }

    /** Under which name the key is: that of the generation, or the pointer's own. */
    private String named(SecretStore store) throws KeyUnavailableException {
        Fields named = fields(pointer.name(), store.read(pointer.name()), new ArrayList<>());
        if (named.has("keyPairId")) {
            // It is read once more, since only then nothing of it stays behind with the connection.
            return pointer.name();
        }
        long generation = named.integer("generation").orElse(0);
        if (generation < 1) {
            throw new KeyUnavailableException(pointer.name() + " names no generation");
        }
        return pointer.generation(generation);
    }

    private SigningKey key(String name, SecretStore store) throws KeyUnavailableException {
        List<String> problems = new ArrayList<>();
        Fields stored = fields(name, store.readSecret(name), problems);
        String id = stored.requiredText("keyPairId");
        KeyAlgorithm algorithm =
                stored.choice("algorithm", KeyAlgorithm.values(), KeyAlgorithm::name, Optional.empty());
        String privateKey = stored.requiredText("privateKey");
        if (!problems.isEmpty()) {
            throw new KeyUnavailableException(name + ": " + String.join("; ", problems));
        }
        try {
            byte[] pkcs8 = Base64.getDecoder().decode(privateKey);
            try {
                return SigningKey.of(id, algorithm, pkcs8, provider.get().orElse(null));
            } finally {
                Arrays.fill(pkcs8, (byte) 0);
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // What they say could have a part of the key in it.
            throw new KeyUnavailableException(
                    name + " is no key: " + e.getClass().getSimpleName());
        }
    }

    private static Fields fields(String name, String json, List<String> problems) throws KeyUnavailableException {
        try {
            if (JsonParser.parse(json) instanceof Map<?, ?> members) {
                return Fields.of(members, problems);
            }
        } catch (JsonException e) {
            throw new KeyUnavailableException(name + ": " + e.getMessage());
        }
        throw new KeyUnavailableException(name + " is no JSON object");
    }
}
