package io.siteward.readable;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The values that a condition key can have in the requests of one asker.
 *
 * @param absent whether the request has the key: in none, in some or in all of them it is missing
 * @param match how often a value that is there fits what a policy names
 */
record Values(Truth absent, Match match) {
    private static final int ARN_PARTS = 6;
    private static final int ACCOUNT = 4;

    /** Chosen by the asker, or not known here. */
    static final Values ANY = new Values(Truth.SOMETIMES, named -> Truth.SOMETIMES);

    static final Values NONE = new Values(Truth.ALWAYS, named -> Truth.NEVER);

    /** Something that nobody who writes a policy can have meant: only a wildcard fits it. */
    static final Values UNGUESSABLE =
            new Values(Truth.SOMETIMES, named -> named.isLiteral() ? Truth.NEVER : Truth.SOMETIMES);

    /** How often a value fits what a policy names. */
    @FunctionalInterface
    interface Match {
        Truth of(Glob named);
    }

    static Values only(String value) {
        return new Values(Truth.NEVER, named -> {
            if (named.pattern().equals(value)) {
                return Truth.ALWAYS;
            }
            // Whether case and wildcards count depends on the operator.
            boolean mayFit = named.hasVariable() || named.matchesIgnoringCase(value);
            return mayFit ? Truth.SOMETIMES : Truth.NEVER;
        });
    }

    /** Any value but this one. */
    static Values otherThan(String value) {
        return new Values(
                Truth.NEVER,
                named -> named.isLiteral() && named.pattern().equals(value) ? Truth.NEVER : Truth.SOMETIMES);
    }

    /** One of these, we do not say which. */
    static Values oneOf(Set<String> values) {
        return new Values(
                Truth.NEVER,
                named -> named.isLiteral() && !values.contains(named.pattern()) ? Truth.NEVER : Truth.SOMETIMES);
    }

    /** The ARN of anything outside an account. An ARN without an account, as buckets have, can be anybody's. */
    static Values arnOutside(String account) {
        return arn(named -> !named.equals(account));
    }

    /** The ARN of anything of an account but these. */
    static Values arnWithin(String account, Set<String> but) {
        Values within = arn(named -> named.isEmpty() || named.equals(account));
        return new Values(
                Truth.NEVER,
                named -> but.contains(named.pattern())
                        ? Truth.NEVER
                        : within.match().of(named));
    }

    private static Values arn(Predicate<String> account) {
        return new Values(Truth.NEVER, named -> {
            String[] parts = named.pattern().split(":", ARN_PARTS);
            for (int part = 0; part <= ACCOUNT; part++) {
                // A wildcard may stretch over colons.
                if (part >= parts.length || !new Glob(parts[part]).isLiteral()) {
                    return Truth.SOMETIMES;
                }
            }
            return account.test(parts[ACCOUNT]) ? Truth.SOMETIMES : Truth.NEVER;
        });
    }

    Values orNone() {
        return new Values(Truth.SOMETIMES, match);
    }
}
