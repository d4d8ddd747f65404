package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.RunFolder;
import io.siteward.sandbox.run.Sandbox;
import io.siteward.sandbox.run.Surroundings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A sandbox of a bench's own, whose operator has these settings and none of the person's. */
final class BenchWorld implements AutoCloseable {
    private final RunFolder folder;
    private final Sandbox sandbox;

    private BenchWorld(RunFolder folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
    }

    /** @param settings the {@code SITEWARD_…} variables */
    static BenchWorld start(Surroundings surroundings, InstantSource clock, Map<String, String> settings) {
        Map<String, String> environment = new TreeMap<>(surroundings.environment());
        environment.keySet().removeIf(name -> name.startsWith("SITEWARD_"));
        environment.putAll(settings);
        RunFolder folder = RunFolder.claim(surroundings.home().resolve(".siteward"));
        try {
            return new BenchWorld(
                    folder,
                    Sandbox.start(new Sandbox.Plan(
                            surroundings.home(),
                            folder.path(),
                            Optional.empty(),
                            0,
                            surroundings.java(),
                            environment,
                            clock)));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        sandbox.close();
        folder.close();
    }
}
