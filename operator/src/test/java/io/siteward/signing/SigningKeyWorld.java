package io.siteward.signing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.KeyAlgorithm;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One SigningKey, an AWS for it, and a store in place of a cluster. */
final class SigningKeyWorld {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CustomResourceSchema SCHEMA = schema();

    final KeyRingWorld aws = new KeyRingWorld(KeyAlgorithm.RSA2048);
    final List<String> events = new ArrayList<>();
    final List<SigningKeyStatus> writes = new ArrayList<>();
    int quota = 10;
    SigningKey key;
    private SigningKeyReconciler reconciler;
    private String fatal = "";

    SigningKeyWorld(String spec) {
        key = parse(spec);
        reconciler = process();
    }

    /** A manifest with its defaults, as a cluster would store it. */
    private static SigningKey parse(String spec) {
        try {
            ObjectNode given = (ObjectNode) new YAMLMapper().readTree("""
                    apiVersion: siteward.io/v1alpha1
                    kind: SigningKey
                    metadata: {name: docs-key, namespace: web, uid: uid-1, generation: 1}
                    spec: %s
                    """.formatted(spec));
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
                aws.clock);
        KeyAws way = identity -> new KeyClients(KeyRingWorld.ACCOUNT, aws.gated(new Reaper()));
        KeyRings rings = new KeyRings(SecureRandom::new);
        return new SigningKeyReconciler(
                new SoleHolder(),
                with,
                new SigningKeyUpkeep(with, way, rings, quota, new Random(1)),
                new SigningKeyRemoval(with, way, rings));
    }

    Duration look() {
        return reconciler.look(key).orElseThrow();
    }

    /** Looks whenever it is time to, for so long. */
    void live(Duration howLong) {
        var end = aws.clock.instant().plus(howLong);
        while (aws.clock.instant().isBefore(end)) {
            Duration next = look();
            Duration left = Duration.between(aws.clock.instant(), end);
            Duration pause = next.compareTo(left) < 0 ? next : left;
            aws.clock.advance(pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause);
        }
        look();
    }

    void annotate(String name, String value) {
        Map<String, String> annotations = new HashMap<>(key.getMetadata().getAnnotations());
        annotations.put(name, value);
        key.getMetadata().setAnnotations(annotations);
    }

    void delete() {
        key.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    }

    SigningKeyStatus status() {
        return key.getStatus();
    }

    Condition condition(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** The process ends before its next call of this operation. */
    void dieBefore(String operation) {
        fatal = operation;
    }

    /** Whether it ended. */
    boolean killed(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Killed e) {
            fatal = "";
            return true;
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class Reaper implements GateHook {
        @Override
        public void before(Call call) {
            if (call.operation().equals(fatal)) {
                throw new Killed();
            }
        }
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
            manifest.getMetadata().setFinalizers(List.of(SigningKeyReconciler.KIND.finalizer()));
            return manifest;
        }

        @Override
        public void letGo(SigningKey manifest) {
            manifest.getMetadata().setFinalizers(List.of());
        }

        @Override
        public SigningKey write(SigningKey manifest, SigningKeyStatus status) {
            if (!status.equals(manifest.getStatus())) {
                writes.add(status);
                manifest.setStatus(status);
            }
            return manifest;
        }

        @Override
        public void forget(SigningKey manifest) {
            // Nothing is remembered here.
        }
    }
}
