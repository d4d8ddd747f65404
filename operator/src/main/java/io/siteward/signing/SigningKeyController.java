package io.siteward.signing;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.gate.Gate;
import io.siteward.gate.Subject;
import io.siteward.kube.KubernetesFailures;
import io.siteward.lease.Leases;
import io.siteward.status.Events;
import io.siteward.upkeep.Controller;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.WrittenManifests;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** SigningKey's parts, put together. */
public final class SigningKeyController {
    private final Controller<SigningKey, SigningKeyStatus> controller;

    /**
     * What the controller works with.
     *
     * @param fleet the clusters that act as one
     * @param keyRandom what keys are drawn from, asked for anew each time
     */
    public record Surroundings(
            String fleet,
            KubernetesClient kubernetes,
            AwsClients aws,
            AwsAccounts accounts,
            Gate gate,
            Leases leases,
            Events events,
            Configuration configuration,
            InstantSource clock,
            RandomGenerator random,
            Supplier<SecureRandom> keyRandom) {}

    public SigningKeyController(Surroundings with) {
        KeyAws aws = key -> {
            // Before the account: what is changed in between is noticed at the first call.
            String accessKeyId = with.aws().accessKeyId();
            String accountId = with.accounts().current().id();
            return new KeyClients(
                    accountId,
                    with.aws().gated(with.gate(), accountId, Subject.of(key)).signedBy(accessKeyId));
        };
        Equipment<SigningKey, SigningKeyStatus> own = SigningKeyReconciler.equipment(
                with.fleet(),
                new WrittenManifests<>(with.kubernetes(), SigningKeyReconciler.KIND),
                (about, warning, reason, message) ->
                        with.events().emit(about, warning ? Events.Type.WARNING : Events.Type.NORMAL, reason, message),
                with.configuration().longestBackoff(),
                with.clock());
        KeyRings rings = new KeyRings(with.keyRandom());
        KeyQuota quota = new KeyQuota(
                with.configuration().publicKeyQuota(), with.configuration().keyGroupQuota());
        this.controller = new Controller<>(
                SigningKeyReconciler.KIND,
                new SigningKeyReconciler(
                        with.leases(),
                        own,
                        new SigningKeyUpkeep(own, aws, rings, quota, with.random()),
                        new SigningKeyRemoval(
                                own, aws, rings, (namespace, key) -> sites(with.kubernetes(), namespace, key))));
    }

    /** Asked of the cluster: it is a deletion that depends on it. */
    private static List<String> sites(KubernetesClient kubernetes, String namespace, String key) {
        try {
            return kubernetes.resources(SecureSite.class).inNamespace(namespace).list().getItems().stream()
                    .filter(site -> site.getSpec() != null && site.getSpec().trusts(key))
                    .map(site -> site.getMetadata().getName())
                    .sorted()
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
