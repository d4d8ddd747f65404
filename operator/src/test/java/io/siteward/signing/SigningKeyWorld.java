package io.siteward.signing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.aws.GatedAccounts;
import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.gate.Permission;
import io.siteward.identity.Identity;
import io.siteward.lease.Leases;
import io.siteward.lease.SoleHolder;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.ManifestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** One SigningKey, a store in place of a cluster, and a process that keeps it and may be killed. */
final class SigningKeyWorld {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CustomResourceSchema SCHEMA = schema();

    final KeyCloud cloud;
    final Reaper reaper = new Reaper();
    final List<String> events = new ArrayList<>();
    final List<SigningKeyStatus> writes = new ArrayList<>();
    KeyQuota quota = new KeyQuota(10, 10);
    Leases leases = new SoleHolder();
    Permission permission = Permission.SOLE_WRITER;
    InstantSource clock;
    RandomGenerator random = new Random(1);
    Runnable atKill = () -> {};
    /** Those that name the key. */
    List<String> sites = List.of();
    /** Whether those are being deleted. */
    boolean sitesAreLeaving;

    SigningKey key;
    private final String name;
    private boolean isGone;
    private SigningKeyReconciler reconciler;

    SigningKeyWorld(String spec) {
        this(new KeyCloud(), "docs-key", spec);
    }

    SigningKeyWorld(KeyCloud cloud, String name, String spec) {
        this.cloud = cloud;
        this.clock = cloud.clock;
        this.name = name;
        key = parse(name, spec);
        reconciler = process();
    }

    /** A manifest with its defaults, as a cluster would store it. */
    private static SigningKey parse(String name, String spec) {
        try {
            ObjectNode given = (ObjectNode) new YAMLMapper().readTree("""
                    apiVersion: siteward.io/v1alpha1
                    kind: SigningKey
                    metadata: {name: %s, namespace: web, uid: uid-1, generation: 1}
                    spec: %s
                    """.formatted(name, spec));
            return JSON.treeToValue(SCHEMA.withDefaults(given), SigningKey.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceSchema schema() {
        try {
            Path file = Path.of("..", "crds", "signingkeys.siteward.io.yaml");
            return CustomResourceSchema.parse(Files.readString(file), "v1alpha1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Identity identity() {
        return new Identity("test-fleet", "SigningKey", "web", name);
    }

    /** A new process: nothing survives but AWS and the stored manifest. */
    void restart() {
        reconciler = process();
    }

    private SigningKeyReconciler process() {
        Equipment<SigningKey, SigningKeyStatus> with = SigningKeyReconciler.equipment(
                "test-fleet",
                new Store(),
                (about, warning, reason, message) -> events.add(reason + ": " + message),
                Duration.ofMinutes(10),
                () -> clock.instant());
        KeyAws way = identity -> new GatedAccounts.Current(KeyCloud.ACCOUNT, cloud.gated(identity, permission, reaper));
        KeyRings rings = new KeyRings(SecureRandom::new);
        Rotations rotations = new Rotations(with, rings, quota, random);
        return new SigningKeyReconciler(
                leases,
                with,
                new SigningKeyUpkeep(with, way, rotations, random),
                new SigningKeyRemoval(with, way, rings, rotations, (namespace, name) -> naming()));
    }

    private List<NamingSites.Naming> naming() {
        return sites.stream()
                .map(site -> new NamingSites.Naming(site, sitesAreLeaving))
                .toList();
    }

    /** Looks once, in the next process if this one is killed. */
    Duration look() {
        try {
            return isGone ? Duration.ofDays(1) : reconciler.look(key).orElse(Duration.ofMinutes(1));
        } catch (Reaper.Killed e) {
            atKill.run();
            restart();
            return Duration.ZERO;
        } finally {
            cloud.expectNoViolations();
        }
    }

    /** Looks whenever it is time to, for so long. */
    void live(Duration howLong) {
        Instant end = cloud.clock.instant().plus(howLong);
        while (cloud.clock.instant().isBefore(end)) {
            Duration next = look();
            Duration left = Duration.between(cloud.clock.instant(), end);
            Duration pause = next.compareTo(left) < 0 ? next : left;
            cloud.clock.advance(pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause);
        }
        look();
    }

    void annotate(String annotation, String value) {
        Map<String, String> annotations = new HashMap<>(key.getMetadata().getAnnotations());
        annotations.put(annotation, value);
        key.getMetadata().setAnnotations(annotations);
    }

    void delete() {
        key.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    }

    /** The manifest as somebody applies it: anew, or with another spec. */
    void apply(String spec) {
        SigningKey applied = parse(name, spec);
        if (isGone) {
            isGone = false;
            key = applied;
        } else {
            key.setSpec(applied.getSpec());
        }
    }

    boolean isGone() {
        return isGone;
    }

    SigningKeyStatus status() {
        return key.getStatus();
    }

    /** The id of the public key of the pair that signers use. */
    String currentKey() {
        return Objects.requireNonNull(status().currentKeyId(), "the key that signers use");
    }

    Condition condition(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** How the key stands in AWS. */
    KeyRing ring() {
        return new KeyRings(SecureRandom::new)
                .of(
                        key.getSpec(),
                        identity(),
                        new GatedAccounts.Current(
                                KeyCloud.ACCOUNT, cloud.gated(identity(), Permission.SOLE_WRITER, Reaper.NOBODY)))
                .look()
                .ring();
    }

    /** Everything that is stored of it, by the last part of its name. */
    Map<String, String> stored(KeyStorage storage) {
        return storage.all(cloud, name);
    }

    /** What a signer reads who follows the pointer; empty when there is no pointer. */
    Optional<String> signersRead(KeyStorage storage) {
        return storage.value(cloud, name, "current")
                .map(pointer -> storage.value(cloud, name, pointer.replaceAll("[^0-9]", ""))
                        .orElse("nothing"));
    }

    private final class Store implements ManifestStore<SigningKey, SigningKeyStatus> {
        @Override
        public Optional<SigningKey> latest(SigningKey cached) {
            return Optional.of(key);
        }

        @Override
        public Optional<SigningKey> fresh(SigningKey cached) {
            return Optional.of(key);
        }

        @Override
        public SigningKey hold(SigningKey manifest) {
            if (!manifest.hasFinalizer(SigningKeyReconciler.KIND.finalizer())) {
                reaper.pass(
                        "finalizer",
                        () -> manifest.getMetadata().setFinalizers(List.of(SigningKeyReconciler.KIND.finalizer())));
            }
            return manifest;
        }

        @Override
        public void letGo(SigningKey manifest) {
            reaper.pass("finalizer", () -> {
                manifest.getMetadata().setFinalizers(List.of());
                isGone = manifest.isMarkedForDeletion();
            });
        }

        @Override
        public SigningKey write(SigningKey manifest, SigningKeyStatus status) {
            if (!status.equals(manifest.getStatus())) {
                reaper.pass("status", () -> {
                    writes.add(status);
                    manifest.setStatus(status);
                });
            }
            return manifest;
        }

        @Override
        public void forget(SigningKey manifest) {
            // Nothing is remembered here.
        }
    }
}
