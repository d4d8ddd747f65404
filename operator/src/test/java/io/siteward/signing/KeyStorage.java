package io.siteward.signing;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** The two stores of private keys, as a signer with the right to decrypt reads them. */
enum KeyStorage {
    PARAMETER_STORE("parameterStore", "ssm") {
        @Override
        Optional<String> value(KeyCloud cloud, String key, String name) {
            try {
                return Optional.of(cloud.client(SsmClient.class)
                        .getParameter(
                                get -> get.name("/" + folder(key) + "/" + name).withDecryption(true))
                        .parameter()
                        .value());
            } catch (ParameterNotFoundException e) {
                return Optional.empty();
            }
        }

        @Override
        void losePointer(KeyCloud cloud, String key) {
            cloud.client(SsmClient.class).deleteParameter(delete -> delete.name("/" + folder(key) + "/current"));
        }
    },
    SECRETS_MANAGER("secretsManager", "secretsmanager") {
        @Override
        Optional<String> value(KeyCloud cloud, String key, String name) {
            try {
                return Optional.of(cloud.client(SecretsManagerClient.class)
                        .getSecretValue(get -> get.secretId(folder(key) + "/" + name))
                        .secretString());
            } catch (ResourceNotFoundException | InvalidRequestException e) {
                // There is none, or it is being deleted.
                return Optional.empty();
            }
        }

        @Override
        void losePointer(KeyCloud cloud, String key) {
            cloud.client(SecretsManagerClient.class).deleteSecret(delete -> delete.secretId(folder(key) + "/current"));
        }
    };

    /** No flow makes more pairs. */
    private static final int HIGHEST = 20;

    /** As the spec has it. */
    final String member;

    /** The service's signing name. */
    final String service;

    KeyStorage(String member, String service) {
        this.member = member;
        this.service = service;
    }

    /** The one that a manifest names. */
    static KeyStorage of(SigningKeyWorld world) {
        return world.key.getSpec().store().secretsManager() == null ? PARAMETER_STORE : SECRETS_MANAGER;
    }

    /** What is stored of a key under the last part of a name. */
    abstract Optional<String> value(KeyCloud cloud, String key, String name);

    /** Everything that is stored of a key, by the last part of its name. */
    Map<String, String> all(KeyCloud cloud, String key) {
        Map<String, String> values = new TreeMap<>();
        Stream.concat(Stream.of("current"), IntStream.rangeClosed(1, HIGHEST).mapToObj(Integer::toString))
                .forEach(name -> value(cloud, key, name).ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** Somebody deletes the pointer, past the operator. */
    abstract void losePointer(KeyCloud cloud, String key);

    private static String folder(String key) {
        return "siteward/test-fleet/web/" + key;
    }
}
