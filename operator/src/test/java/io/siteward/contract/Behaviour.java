package io.siteward.contract;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that AWS does, as one of the two shows it.
 *
 * @param expected what AWS's documentation says comes out, which the in-memory AWS must show
 * @param trial does it, and tells in text what came out
 * @param forbidden whether it asks for what AWS's models forbid
 * @param difference what moto shows instead; empty when it agrees
 */
record Behaviour(
        String name,
        String expected,
        Function<Side, String> trial,
        boolean forbidden,
        Optional<Difference> difference) {

    /**
     * Where moto departs from AWS.
     *
     * @param shown what comes out
     * @param reason why that says nothing against the in-memory AWS
     */
    record Difference(String shown, String reason) {}

    static Behaviour of(String name, String expected, Function<Side, String> trial) {
        return new Behaviour(name, expected, trial, false, Optional.empty());
    }

    /** The same, which AWS's models forbid. */
    Behaviour againstTheModel() {
        return new Behaviour(name, expected, trial, true, difference);
    }

    /** The same, of which moto shows something else. */
    Behaviour motoShows(String shown, String reason) {
        return new Behaviour(name, expected, trial, forbidden, Optional.of(new Difference(shown, reason)));
    }

    @Override
    public String toString() {
        return name;
    }
}
