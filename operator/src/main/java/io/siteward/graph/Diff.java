package io.siteward.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The differences between the desired and the observed state of one node; empty when they agree. */
public record Diff(List<Change> changes) {
    private static final Diff NONE = new Diff(List.of());

    public Diff {
        changes = List.copyOf(changes);
    }

    public static Diff none() {
        return NONE;
    }

    /** Those of the changes that let more people read. */
    public List<Change> openings() {
        return changes.stream().filter(Change::letsMoreRead).toList();
    }

    /** Those of the changes that are not in another one. */
    public Diff without(Diff other) {
        return new Diff(changes.stream()
                .filter(change -> !other.changes.contains(change))
                .toList());
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Collects differences value by value, after the caller has normalised what AWS reorders or fills in. */
    public static final class Builder {
        private final List<Change> changes = new ArrayList<>();

        private Builder() {}

        /** Notes a change if the two values are not equal. */
        public Builder compare(String path, @Nullable Object desired, @Nullable Object observed) {
            if (!Objects.equals(desired, observed)) {
                changes.add(new Change(path, text(desired), text(observed)));
            }
            return this;
        }

        /** Notes a change, as above, that decides who can read. */
        public Builder compareReading(
                String path, @Nullable Object desired, @Nullable Object observed, boolean letsMoreRead) {
            if (!Objects.equals(desired, observed)) {
                changes.add(new Change(path, text(desired), text(observed), letsMoreRead));
            }
            return this;
        }

        /** Compares with a value that may exist only after the apply; one that does not exist yet always differs. */
        public <T> Builder compareHandle(String path, Handle<T> desired, @Nullable T observed) {
            if (desired instanceof Handle.AfterApply<T> later) {
                changes.add(new Change(path, "(after " + later.source() + ")", text(observed)));
                return this;
            }
            return compare(path, desired.value(), observed);
        }

        public Diff build() {
            return new Diff(changes);
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
