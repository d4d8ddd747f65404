package io.siteward.signing;

import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.cloudfront.PublicKeys;
import io.siteward.aws.ssm.StoredKeys;
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

    KeyRingInAws of(SigningKeySpec spec, Identity identity, KeyClients clients) {
        Optional<String> kmsKey =
                Optional.ofNullable(spec.store().parameterStore()).map(KeyStore.ParameterStore::kmsKeyArn);
        return new KeyRingInAws(
                new PublicKeys(clients.aws().cloudFront(), identity),
                new KeyGroups(clients.aws().cloudFront(), identity),
                new StoredKeys(clients.aws().ssm(spec.region()), identity, kmsKey),
                SpecTerms.algorithm(spec),
                random);
    }
}
