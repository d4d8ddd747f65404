package io.siteward.sign.rules;

import java.util.List;

/**
 * What the rules say of a path and a caller.
 *
 * @param maxSeconds for how long; 0 unless it is allowed
 */
public record Verdict(Outcome outcome, long maxSeconds) {
    /** Whether, and why not. */
    public enum Outcome {
        ALLOWED,
        /** No rule covers the path. */
        NOT_COVERED,
        /** Somebody might have it signed, and nobody was recognised. */
        UNRECOGNISED,
        /** Somebody else might. */
        NOT_FOR_THIS_CALLER
    }

    /** The longest that a rule allows. */
    public static Verdict of(List<Rule> rules, SitePath path, Claims claims) {
        List<Rule> covering = rules.stream().filter(rule -> rule.covers(path)).toList();
        long longest = covering.stream()
                .filter(rule -> rule.admits(claims))
                .mapToLong(Rule::maxSeconds)
                .max()
                .orElse(0);
        if (longest > 0) {
            return new Verdict(Outcome.ALLOWED, longest);
        }
        if (covering.isEmpty()) {
            return new Verdict(Outcome.NOT_COVERED, 0);
        }
        return new Verdict(claims.isPresent() ? Outcome.NOT_FOR_THIS_CALLER : Outcome.UNRECOGNISED, 0);
    }
}
