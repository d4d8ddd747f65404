package io.siteward.status;

import io.siteward.crd.v1alpha1.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The conditions that follow from a finding and from the conditions before it. Pure. */
public final class Conditions {
    private static final int LONGEST_REASON = 64;
    private static final int LONGEST_MESSAGE = 1024;

    private Conditions() {}

    /**
     * All conditions, in the order of {@link ConditionType}; after ours those of others, as they are.
     *
     * @param before those of the last status; empty at the first
     * @param generation the generation of the spec that was looked at
     * @param now for the transition time of a condition whose status is another than before
     */
    public static List<Condition> after(List<Condition> before, Finding finding, long generation, Instant now) {
        Stream<Condition> ours = Arrays.stream(ConditionType.values())
                .map(type -> condition(type, find(before, type), finding, generation, now));
        return Stream.concat(ours, before.stream().filter(each -> !isOurs(each)))
                .toList();
    }

    private static boolean isOurs(Condition condition) {
        return Arrays.stream(ConditionType.values())
                .anyMatch(type -> type.spelling().equals(condition.type()));
    }

    /** The condition of this type. */
    public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type.spelling()))
                .findFirst();
    }

    private static Condition condition(
            ConditionType type, Optional<Condition> before, Finding finding, long generation, Instant now) {
        Cell cell = finding.situation().cell(type, finding.drift());
        if (before.isPresent() && cell.keeps(before.get().status()) && !isReadyNoMore(type, before.get(), finding)) {
            return cell.keep() == Cell.Keep.ALWAYS ? before.get() : ofGeneration(before.get(), generation);
        }
        String since = before.filter(earlier -> earlier.status().equals(cell.status()))
                .map(Condition::lastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(
                type.spelling(), cell.status(), generation, since, reason(cell, finding), message(type, cell, finding));
    }

    private static boolean isReadyNoMore(ConditionType type, Condition before, Finding finding) {
        return type == ConditionType.READY
                && finding.nothingServed()
                && before.status().equals("True");
    }

    /** It was judged again, and is as it was. */
    private static Condition ofGeneration(Condition condition, long generation) {
        return new Condition(
                condition.type(),
                condition.status(),
                generation,
                condition.lastTransitionTime(),
                condition.reason(),
                condition.message());
    }

    /** AWS's codes may be longer than the CRD allows, or hold what it allows in no reason, dots for example. */
    private static String reason(Cell cell, Finding finding) {
        String reason = cell.reason() == null ? finding.reason() : cell.reason();
        String allowed = reason.replaceAll("[^A-Za-z0-9]", "").replaceFirst("^[0-9]+", "");
        return allowed.isEmpty() ? "Unnamed" : Excerpt.of(allowed, LONGEST_REASON);
    }

    /** What is as it should be needs no words, but for a note. */
    private static String message(ConditionType type, Cell cell, Finding finding) {
        if (cell.status().equals(type.healthy())) {
            return type == ConditionType.ACCEPTED ? Excerpt.of(finding.note(), LONGEST_MESSAGE) : "";
        }
        return Excerpt.of(type == ConditionType.DRIFTED ? finding.driftMessage() : finding.message(), LONGEST_MESSAGE);
    }
}
