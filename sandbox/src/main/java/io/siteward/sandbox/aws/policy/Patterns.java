package io.siteward.sandbox.aws.policy;

import java.util.List;

/**
 * The actions or resources of a statement.
 *
 * @param excluded whether they are {@code NotAction} or {@code NotResource}
 */
public record Patterns(boolean excluded, List<String> values) {
    boolean applyToAction(String action) {
        return excluded != Wildcard.matchesAnyIgnoringCase(values, action);
    }

    boolean applyToResource(String resource) {
        return excluded != Wildcard.matchesAny(values, resource);
    }

    Patterns without(String value) {
        return new Patterns(
                excluded, values.stream().filter(each -> !each.equals(value)).toList());
    }
}
