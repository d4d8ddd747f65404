package io.siteward.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource whose whole state is one text in a map, with a log of what was done to it. */
final class FakeResource implements ManagedResource<FakeResource.Wanted, String, String> {

    /** What is wanted: a text, and perhaps something that another node gives. */
    record Wanted(String text, List<Handle<String>> handles) {
        Wanted(String text) {
            this(text, List.of());
        }
    }

    private final String name;
    private final World world;
    private final boolean protects;

    FakeResource(String name, World world, boolean protects) {
        this.name = name;
        this.world = world;
        this.protects = protects;
    }

    /** What outlives a run: the states, the log, and what is to go wrong. */
    static final class World {
        final Map<String, String> states = new LinkedHashMap<>();
        final List<String> log = new ArrayList<>();
        final Map<String, Failure> failing = new HashMap<>();
        final Set<String> bugs = new HashSet<>();
        final Set<String> foreign = new HashSet<>();
        final Set<String> settling = new HashSet<>();
        final Set<String> slowToDelete = new HashSet<>();
        final Set<String> mustNotBeLeft = new HashSet<>();

        void did(String what) {
            log.add(what);
            if (bugs.contains(what)) {
                throw new IllegalStateException("a bug in: " + what);
            }
            Failure failure = failing.get(what);
            if (failure != null) {
                throw new FailedCall(failure);
            }
        }
    }

    @Override
    public Observation<String> observe() {
        world.did("observe " + name);
        if (world.foreign.contains(name)) {
            return new Observation.Foreign<>("NotOurs", name + " is not ours");
        }
        String state = world.states.get(name);
        return state == null ? new Observation.Absent<>() : new Observation.Present<>(state);
    }

    @Override
    public String handle(String observed) {
        return "handle of " + name;
    }

    @Override
    public String id(String observed) {
        return "id of " + name;
    }

    @Override
    public Diff diff(Wanted desired, String observed) {
        Diff.Builder diff = Diff.builder().compare("text", desired.text(), observed);
        desired.handles().forEach(handle -> diff.compareHandle("handle", handle, handleOrNull(handle)));
        return diff.build();
    }

    private static @Nullable String handleOrNull(Handle<String> handle) {
        return handle instanceof Handle.Known<String> known ? known.value() : null;
    }

    @Override
    public String create(Wanted desired, Intent intent) {
        world.did("create " + name);
        world.states.put(name, desired.text());
        return desired.text();
    }

    @Override
    public String update(Wanted desired, String observed, Diff diff) {
        world.did("update " + name);
        world.states.put(name, desired.text());
        return desired.text();
    }

    @Override
    public Deletion delete(String observed) {
        world.did("delete " + name);
        if (world.slowToDelete.contains(name)) {
            return new Deletion.Underway(Duration.ofSeconds(20), name + " is going");
        }
        world.states.remove(name);
        return new Deletion.Gone();
    }

    @Override
    public Optional<Settling> settling(String observed) {
        return world.settling.contains(name)
                ? Optional.of(new Settling(Duration.ofSeconds(30), name + " settles"))
                : Optional.empty();
    }

    @Override
    public boolean protects() {
        return protects;
    }

    @Override
    public Optional<Wanted> withoutMissing(Wanted desired) {
        return Optional.of(new Wanted(desired.text()));
    }

    @Override
    public Optional<Wanted> withoutUnseen(Wanted desired, String observed) {
        return Optional.of(new Wanted(desired.text() + ", as far as known"));
    }

    @Override
    public Optional<Shut<String>> restore(Wanted desired, String observed) {
        return shut("restore", desired.text(), observed);
    }

    @Override
    public Optional<Shut<String>> close(Wanted desired, String observed) {
        return shut("close", observed.replace("open", "closed"), observed);
    }

    private Optional<Shut<String>> shut(String how, String wanted, String observed) {
        if (!observed.contains("open")) {
            return Optional.empty();
        }
        world.did(how + " " + name);
        world.states.put(name, wanted);
        return Optional.of(new Shut<>(
                wanted, Diff.builder().compare("text", wanted, observed).build()));
    }

    @Override
    public Deletion whenForeign(Observation.Foreign<String> foreign) {
        return world.mustNotBeLeft.contains(name)
                ? new Deletion.Refused(foreign.reason(), foreign.message())
                : new Deletion.Gone();
    }
}
