package io.siteward.gate;

import io.siteward.identity.Identity;

/**
 * On whose behalf a call is made.
 *
 * @param name the identity of a custom resource, or {@code operator} for what belongs to none of them
 */
public record Subject(String name) {
    /** The operator itself: shared reads, sweeps, its own events. */
    public static final Subject OPERATOR = new Subject("operator");

    public static Subject of(Identity identity) {
        return new Subject(identity.toString());
    }

    @Override
    public String toString() {
        return name;
    }
}
