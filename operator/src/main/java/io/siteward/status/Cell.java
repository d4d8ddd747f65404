package io.siteward.status;

import org.jspecify.annotations.Nullable;

/**
 * What one condition says in one situation.
 *
 * @param keep which earlier condition stays as it is, its reason, message and transition time with it
 * @param status True, False or Unknown, where none is kept
 * @param reason null when the finding gives it
 */
record Cell(Keep keep, String status, @Nullable String reason) {
    /** Which earlier condition stays. */
    enum Keep {
        NONE,
        IF_TRUE,
        IF_FALSE,
        ALWAYS
    }

    static Cell yes(String reason) {
        return new Cell(Keep.NONE, "True", reason);
    }

    static Cell no(String reason) {
        return new Cell(Keep.NONE, "False", reason);
    }

    static Cell unknown(String reason) {
        return new Cell(Keep.NONE, "Unknown", reason);
    }

    /** With the reason that the finding gives. */
    static Cell yes() {
        return new Cell(Keep.NONE, "True", null);
    }

    /** With the reason that the finding gives. */
    static Cell no() {
        return new Cell(Keep.NONE, "False", null);
    }

    /** With the reason that the finding gives. */
    static Cell unknown() {
        return new Cell(Keep.NONE, "Unknown", null);
    }

    /** As it was; this where there was nothing. */
    static Cell keptOr(Cell otherwise) {
        return new Cell(Keep.ALWAYS, otherwise.status, otherwise.reason);
    }

    /** True as long as it was True; False otherwise. */
    static Cell trueIfItWasOr(Cell otherwise) {
        return new Cell(Keep.IF_TRUE, otherwise.status, otherwise.reason);
    }

    /** False with its reason as long as it was False; False with this reason otherwise. */
    static Cell falseIfItWasOr(Cell otherwise) {
        return new Cell(Keep.IF_FALSE, otherwise.status, otherwise.reason);
    }

    boolean keeps(String earlierStatus) {
        return switch (keep) {
            case NONE -> false;
            case IF_TRUE -> earlierStatus.equals("True");
            case IF_FALSE -> earlierStatus.equals("False");
            case ALWAYS -> true;
        };
    }

    /** As the documentation shows it. */
    String inWords() {
        String said = status + " " + (reason == null ? "*as found*" : "`" + reason + "`");
        return switch (keep) {
            case NONE -> said;
            case IF_TRUE -> "stays True, else " + said;
            case IF_FALSE -> "stays False, else " + said;
            case ALWAYS -> "stays, else " + said;
        };
    }
}
