package io.siteward.signing;

import io.siteward.aws.GatedAccounts;
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

    KeysInAws of(SigningKeySpec spec, Identity identity, GatedAccounts.Current account) {
        PublicKeys publicKeys = new PublicKeys(account.clients().cloudFront(), identity);
        KeyGroups keyGroups = new KeyGroups(account.clients().cloudFront(), identity);
        KeySource.Existing existing = spec.source().existing();
        return existing != null
                ? new BroughtKeysInAws(publicKeys, keyGroups, existing)
                : new KeyRingInAws(
                        publicKeys,
                        keyGroups,
                        stored(spec, identity, account),
                        SpecTerms.algorithm(spec),
                        SpecTerms.of(spec),
                        random);
    }

    private static StoredKeys stored(SigningKeySpec spec, Identity identity, GatedAccounts.Current account) {
        KeyStore.SecretsManager secrets = spec.store().secretsManager();
        if (secrets != null) {
            return new KeySecrets(
                    account.clients().secretsManager(spec.region()),
                    identity,
                    Optional.ofNullable(secrets.kmsKeyArn()));
        }
        return new KeyParameters(
                account.clients().ssm(spec.region()),
                identity,
                Optional.ofNullable(spec.store().parameterStore()).map(KeyStore.ParameterStore::kmsKeyArn));
    }
}
