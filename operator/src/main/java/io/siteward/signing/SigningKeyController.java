package io.siteward.signing;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.aws.GatedAccounts;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.gate.Subject;
import io.siteward.kube.KubernetesFailures;
import io.siteward.upkeep.Controller;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.Surroundings;
import io.siteward.upkeep.WrittenManifests;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** SigningKey's parts, put together. */
public final class SigningKeyController {
    private final Controller<SigningKey, SigningKeyStatus> controller;

    /** @param keyRandom what keys are drawn from, asked for anew each time */
    public SigningKeyController(
            Surroundings with, GatedAccounts accounts, Configuration configuration, Supplier<SecureRandom> keyRandom) {
        KeyAws aws = key -> accounts.current(Subject.of(key));
        Equipment<SigningKey, SigningKeyStatus> own = SigningKeyReconciler.equipment(
                with.fleet(),
                new WrittenManifests<>(with.kubernetes(), SigningKeyReconciler.KIND),
                with.sink(),
                with.longestBackoff(),
                with.clock());
        KeyRings rings = new KeyRings(keyRandom);
        KeyQuota quota = new KeyQuota(configuration.publicKeyQuota(), configuration.keyGroupQuota());
        Rotations rotations = new Rotations(own, rings, quota, with.random());
        this.controller = new Controller<>(
                SigningKeyReconciler.KIND,
                new SigningKeyReconciler(
                        with.leases(),
                        own,
                        new SigningKeyUpkeep(own, aws, rotations, with.random()),
                        new SigningKeyRemoval(
                                own,
                                aws,
                                rings,
                                rotations,
                                (namespace, key) -> sites(with.kubernetes(), namespace, key))));
    }

    /** Asked of the cluster: it is a deletion that depends on it. */
    private static List<NamingSites.Naming> sites(KubernetesClient kubernetes, String namespace, String key) {
        try {
            return kubernetes.resources(SecureSite.class).inNamespace(namespace).list().getItems().stream()
                    .filter(site -> site.getSpec() != null && site.getSpec().trusts(key))
                    .map(site -> new NamingSites.Naming(site.getMetadata().getName(), site.isMarkedForDeletion()))
                    .sorted(Comparator.comparing(NamingSites.Naming::site))
                    .toList();
        } catch (KubernetesClientException e) {
            throw KubernetesFailures.failedCall(e);
        }
    }

    /** What is registered with the framework, and told of leases. */
    public Controller<?, ?> controller() {
        return controller;
    }
}
