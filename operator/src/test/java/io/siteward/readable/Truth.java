package io.siteward.readable;

/** In how many of the requests that somebody can make something holds. {@link #SOMETIMES} is always a safe answer. */
enum Truth {
    NEVER,
    SOMETIMES,
    ALWAYS;

    static Truth of(boolean value) {
        return value ? ALWAYS : NEVER;
    }

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Truth not() {
        return switch (this) {
            case NEVER -> ALWAYS;
            case SOMETIMES -> SOMETIMES;
            case ALWAYS -> NEVER;
        };
    }

    /** What holds when the asker has the choice between two ways. */
    Truth orElse(Truth other) {
        return this == other ? this : SOMETIMES;
    }
}
