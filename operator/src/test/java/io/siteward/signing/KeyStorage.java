package io.siteward.signing;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The two stores of private keys, as a signer with the right to decrypt reads them. */
enum KeyStorage {
    PARAMETER_STORE("parameterStore", "ssm") {
        @Override
        Map<String, String> read(KeyCloud cloud, String key) {
            String folder = "/" + folder(key);
            Map<String, String> values = new TreeMap<>();
            cloud.client(SsmClient.class)
                    .getParametersByPath(get -> get.path(folder).withDecryption(true))
                    .parameters()
                    .forEach(each -> values.put(each.name().substring(folder.length() + 1), each.value()));
            return values;
        }

        @Override
        void losePointer(KeyCloud cloud, String key) {
            cloud.client(SsmClient.class).deleteParameter(delete -> delete.name("/" + folder(key) + "/current"));
        }
    },
    SECRETS_MANAGER("secretsManager", "secretsmanager") {
        @Override
        Map<String, String> read(KeyCloud cloud, String key) {
            Map<String, String> values = new TreeMap<>();
            put(values, cloud, key, "current");
            for (int number = 1; number <= HIGHEST; number++) {
                put(values, cloud, key, Integer.toString(number));
            }
            return values;
        }

        @Override
        void losePointer(KeyCloud cloud, String key) {
            cloud.client(SecretsManagerClient.class)
                    .deleteSecret(delete -> delete.secretId(folder(key) + "/current"));
        }

        private void put(Map<String, String> values, KeyCloud cloud, String key, String name) {
            try {
                values.put(
                        name,
                        cloud.client(SecretsManagerClient.class)
                                .getSecretValue(get -> get.secretId(folder(key) + "/" + name))
                                .secretString());
            } catch (ResourceNotFoundException | InvalidRequestException e) {
                // There is none, or it is being deleted.
            }
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

    /** Everything that is stored of a key, by the last part of its name. */
    abstract Map<String, String> read(KeyCloud cloud, String key);

    /** Somebody deletes the pointer, past the operator. */
    abstract void losePointer(KeyCloud cloud, String key);

    private static String folder(String key) {
        return "siteward/test-fleet/web/" + key;
    }
}
