package io.siteward.status;

import io.siteward.graph.Failure;

/**
 * What a reconcile found, in the table's terms.
 *
 * @param reason in CamelCase, for the conditions to which the situation gives none
 * @param message for people: what is the matter and what to do; the same while the cause is the same
 * @param driftMessage for the condition Drifted when it is True
 * @param nothingServed whether nobody is answered, so that what was Ready cannot stay it
 * @param note for the condition Accepted when it is True: what its owner should know though nothing is the matter
 */
public record Finding(
        Situation situation,
        String reason,
        String message,
        Drift drift,
        String driftMessage,
        boolean nothingServed,
        String note) {

    public static Finding of(Situation situation, String message) {
        return of(situation, "", message);
    }

    public static Finding of(Situation situation, String reason, String message) {
        return new Finding(situation, reason, message, Drift.NOT_COMPARED, "", false, "");
    }

    public static Finding of(Failure failure, boolean deleting) {
        return of(Situation.of(failure, deleting), failure.code(), failure.message());
    }

    /** The same with what was found of drift. */
    public Finding with(Drift found, String foundMessage) {
        return new Finding(situation, reason, message, found, foundMessage, nothingServed, note);
    }

    /** The same where nobody is answered. */
    public Finding withNothingServed() {
        return new Finding(situation, reason, message, drift, driftMessage, true, note);
    }

    /** The same with another message. */
    public Finding saying(String other) {
        return new Finding(situation, reason, other, drift, driftMessage, nothingServed, note);
    }

    /** The same with a note; empty for none. */
    public Finding withNote(String other) {
        return new Finding(situation, reason, message, drift, driftMessage, nothingServed, other);
    }
}
