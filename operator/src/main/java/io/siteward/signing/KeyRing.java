package io.siteward.signing;

import io.siteward.aws.cloudfront.KeyGroups;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands in AWS of one signing key: everything that decides what happens next, but for what was promised ({@link
 * Promises}).
 *
 * @param generations by number, the lowest first
 * @param group whom CloudFront trusts; empty while there is no key group
 * @param pointer which generation signers use; empty while none is named
 * @param taken no number up to this one can be used for a new generation, though nothing may be left of it
 */
record KeyRing(List<Generation> generations, Optional<Group> group, Optional<Pointer> pointer, int taken) {
    KeyRing {
        generations = List.copyOf(generations);
    }

    /**
     * The key group.
     *
     * @param members ids of public keys
     * @param changed when it was last changed, by AWS's clock
     * @param inUse whether any distribution trusts it
     */
    record Group(Set<String> members, Instant changed, boolean inUse) {
        Group {
            members = Set.copyOf(members);
        }

        /** @param users the distributions that trust it */
        static Group of(KeyGroups.Found found, List<String> users) {
            return new Group(found.members(), found.changed(), !users.isEmpty());
        }
    }

    /**
     * The name of the generation that signers use.
     *
     * @param written when, by AWS's clock
     */
    record Pointer(int generation, Instant written) {}

    /** The generation that signers are told to use, if both its halves are there. */
    Optional<Generation> current() {
        return pointer.flatMap(named -> generations.stream()
                .filter(each -> each.number() == named.generation() && each.isWhole())
                .findFirst());
    }

    /** The highest number that anything bears or has borne a while ago, 0 for none. */
    int highest() {
        return Stream.concat(
                        generations.stream().map(Generation::number),
                        pointer.stream().map(Pointer::generation))
                .reduce(taken, Math::max);
    }

    /** Those that are trusted. */
    Set<String> members() {
        return group.map(Group::members).orElse(Set.of());
    }
}
