package io.siteward.sandbox.aws.model;

import java.util.Optional;

/** The least and the most that a length, a size or a number may be; both may stand there themselves. */
record Limits(Optional<Number> least, Optional<Number> most) {

    /** What is wrong with a length or a size. */
    Optional<String> ofLength(int length) {
        return below(length)
                .map(limit -> "Member must have length greater than or equal to " + limit)
                .or(() -> above(length).map(limit -> "Member must have length less than or equal to " + limit));
    }

    /** What is wrong with a number. */
    Optional<String> ofValue(Number value) {
        double number = value.doubleValue();
        return below(number)
                .map(limit -> "Member must have value greater than or equal to " + limit)
                .or(() -> above(number).map(limit -> "Member must have value less than or equal to " + limit));
    }

    private Optional<Number> below(double value) {
        return least.filter(limit -> value < limit.doubleValue());
    }

    private Optional<Number> above(double value) {
        return most.filter(limit -> value > limit.doubleValue());
    }
}
