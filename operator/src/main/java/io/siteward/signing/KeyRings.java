package io.siteward.signing;

import io.siteward.aws.StoredKeys;
import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.cloudfront.PublicKeys;
import io.siteward.aws.secretsmanager.KeySecrets;
import io.siteward.aws.ssm.KeyParameters;
import io.siteward.crd.v1alpha1.KeySource;
import io.siteward.crd.v1alpha1.KeyStore;
import io.siteward.crd.v1alpha1.SigningKeySpec;
import io.siteward.identity.Identity;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the side of signing keys that is in AWS, as their specs say. */
final class KeyRings {
    private final Supplier<SecureRandom> random;

    /** @param random what keys are drawn from, asked for anew each time */
    KeyRings(Supplier<SecureRandom> random) {
        this.random = random;
    }

    KeysInAws of(SigningKeySpec spec, Identity identity, KeyClients clients) {
        KeyGroups keyGroups = new KeyGroups(clients.aws().cloudFront(), identity);
        KeySource.Existing existing = spec.source().existing();
        return existing != null
                ? new BroughtKeysInAws(keyGroups, existing)
                : new KeyRingInAws(
                        new PublicKeys(clients.aws().cloudFront(), identity),
                        keyGroups,
                        stored(spec, identity, clients),
                        SpecTerms.algorithm(spec),
                        SpecTerms.of(spec),
                        random);
    }

    private static StoredKeys stored(SigningKeySpec spec, Identity identity, KeyClients clients) {
        KeyStore.SecretsManager secrets = spec.store().secretsManager();
        if (secrets != null) {
            return new KeySecrets(
                    clients.aws().secretsManager(spec.region()), identity, Optional.ofNullable(secrets.kmsKeyArn()));
        }
        return new KeyParameters(
                clients.aws().ssm(spec.region()),
                identity,
                Optional.ofNullable(spec.store().parameterStore()).map(KeyStore.ParameterStore::kmsKeyArn));
    }
}
