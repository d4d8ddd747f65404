package io.siteward.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How one key takes over from another. Pure: the next step follows from what stands in AWS and from the time, so whoever
 * was killed anywhere goes on where things stand.
 *
 * <p>A new pair is made; the key group trusts it beside the old one; when that has reached every edge, signers are pointed
 * to it; when nothing that the old one signed is valid any more, it is trusted no more and is removed.
 */
final class Rotation {
    /** For what is only looked after: nothing is due. */
    private static final Duration LONG = Duration.ofDays(1);

    private final KeyRing ring;
    private final RotationTerms terms;
    private final Commands commands;
    private final Promises promises;
    private final Validity validity;
    private final Instant now;

    Rotation(Validity validity, Instant now) {
        this.ring = validity.ring();
        this.terms = validity.terms();
        this.commands = validity.commands();
        this.promises = validity.promises();
        this.validity = validity;
        this.now = now;
    }

    RotationStep next() {
        return serve().or(this::discard).orElseGet(this::renew);
    }

    /** The next step where AWS refuses to have something removed. */
    RotationStep nextWithoutRemoval() {
        return serve().orElseGet(this::renew);
    }

    /** What decides who is trusted and what signers use, with the pairs that there are. */
    private Optional<RotationStep> serve() {
        return distrust().or(this::await).or(this::trust).or(this::point);
    }

    private RotationStep renew() {
        return makeFirst().or(this::makeNext).orElseGet(this::rest);
    }

    /**
     * What nobody trusts and nobody will takes up one of the account's few places for public keys: it goes before another
     * is made, and after everything that decides who is trusted, since AWS may refuse it for good.
     */
    private Optional<RotationStep> discard() {
        return ring.generations().stream()
                .filter(each -> !isTrusted(each) && !isNeeded(each))
                .findFirst()
                .map(RotationStep.Discard::new);
    }

    private boolean isNeeded(Generation generation) {
        return isNamed(generation) || isCandidate(generation) || isBeingStored(generation) || isStillValid(generation);
    }

    /** Signers use it, whatever is the matter with it. */
    private boolean isNamed(Generation generation) {
        return ring.pointer()
                .filter(pointer -> pointer.generation() == generation.number())
                .isPresent();
    }

    /** Its private half may be stored though no list shows it: it would be made and removed for as long as lists lag. */
    private boolean isBeingStored(Generation generation) {
        return generation.storedFor().isEmpty()
                && generation
                        .made()
                        .filter(made -> now.isBefore(made.plus(terms.listing())))
                        .isPresent();
    }

    private Optional<RotationStep> await() {
        return ring.generations().stream().anyMatch(this::isBeingStored)
                ? Optional.of(new RotationStep.Await())
                : Optional.empty();
    }

    /** What is revoked at once waits for no new pair, for which there may be no place, unless the group would be empty. */
    private Optional<RotationStep> distrust() {
        Set<String> wanted = wanted();
        boolean isDue = ring.generations().stream().anyMatch(each -> isTrusted(each) && isRevokedAtOnce(each));
        return isDue && !wanted.isEmpty() ? Optional.of(new RotationStep.Trust(wanted)) : Optional.empty();
    }

    /** Without a pair that is whole nobody can sign. */
    private Optional<RotationStep> makeFirst() {
        boolean canSign = ring.generations().stream()
                .anyMatch(each -> (isCurrent(each) && !isRevokedAtOnce(each)) || isCandidate(each));
        return canSign ? Optional.empty() : Optional.of(new RotationStep.Make(ring.highest() + 1));
    }

    /** CloudFront takes no key group without members. */
    private Optional<RotationStep> trust() {
        Set<String> wanted = wanted();
        boolean isDone = ring.group().isPresent() && ring.members().equals(wanted);
        return isDone || wanted.isEmpty() ? Optional.empty() : Optional.of(new RotationStep.Trust(wanted));
    }

    /** Ids of the public keys that are to be trusted. */
    private Set<String> wanted() {
        Set<String> wanted = new TreeSet<>();
        ring.generations().stream()
                .filter(each -> each.publicKey().isPresent() && isWanted(each))
                .forEach(each -> wanted.add(each.publicKey().orElseThrow()));
        return wanted;
    }

    private boolean isWanted(Generation generation) {
        boolean mayBeUsed = isCurrent(generation) || isCandidate(generation);
        return mayBeUsed ? generation.isWhole() && !isRevokedAtOnce(generation) : isStillValid(generation);
    }

    /** Whether something that it signed may be valid: it was used until the pointer left it. */
    private boolean isStillValid(Generation generation) {
        return (isTrusted(generation) || promises.end(generation).isPresent())
                && !isRevokedAtOnce(generation)
                && validity.until(generation).map(now::isBefore).orElse(true);
    }

    private boolean isTrusted(Generation generation) {
        return generation.publicKey().filter(ring.members()::contains).isPresent();
    }

    private boolean isRevokedAtOnce(Generation generation) {
        return commands.atOnce() && commands.revokes(generation);
    }

    private boolean isCurrent(Generation generation) {
        return ring.current().equals(Optional.of(generation));
    }

    /** One that may take over: it is later than the one that is used. Where none is, there is only one. */
    private boolean isCandidate(Generation generation) {
        return ring.current()
                .map(used -> isFit(generation) && used.number() < generation.number())
                .orElseGet(() -> substitute().equals(Optional.of(generation)));
    }

    /** What signers go back to where the one that they used is lost, or the word which it is. */
    private Optional<Generation> substitute() {
        return lastFit(each -> isTrusted(each) && promises.wasUsed(each)).or(() -> lastFit(each -> true));
    }

    private Optional<Generation> lastFit(Predicate<Generation> condition) {
        return ring.generations().stream()
                .filter(each -> isFit(each) && condition.test(each))
                .reduce((one, later) -> later);
    }

    private boolean isFit(Generation generation) {
        return generation.isWhole() && !commands.revokes(generation);
    }

    /** The last that may take over, when everything that it needs has had its time. */
    private Optional<RotationStep> point() {
        Optional<Generation> next =
                ring.generations().stream().filter(this::isCandidate).reduce((one, later) -> later);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        KeyRing.Group group = ring.group().orElseThrow();
        boolean urgent = ring.current().filter(this::isRevokedAtOnce).isPresent();
        // Later, that no distribution is listed says nothing: the list may be from before a site named the key.
        boolean first = ring.pointer().isEmpty() && !group.inUse();
        // Where another is used meanwhile, somebody may have taken this one from the group and put it back.
        boolean known = ring.current().isEmpty() && isTrusted(next.get()) && promises.wasUsed(next.get());
        Instant settled = group.changed().plus(terms.settling());
        return urgent || first || known || !now.isBefore(settled)
                ? Optional.of(new RotationStep.Point(next.get().number(), !urgent && !known))
                : Optional.of(new RotationStep.Rest(settled));
    }

    /** One at a time: while the one before is trusted, only what must not be trusted any more is replaced. */
    private Optional<RotationStep> makeNext() {
        boolean revoked = ring.current().filter(commands::revokes).isPresent();
        boolean due = due().filter(when -> !now.isBefore(when)).isPresent();
        boolean alone = ring.generations().stream().noneMatch(each -> !isCurrent(each) && isTrusted(each));
        return revoked || (alone && (due || commands.rotate()))
                ? Optional.of(new RotationStep.Make(ring.highest() + 1))
                : Optional.empty();
    }

    private Optional<Instant> due() {
        return ring.pointer().flatMap(pointer -> terms.every().map(pointer.written()::plus));
    }

    private RotationStep rest() {
        return new RotationStep.Rest(Stream.concat(
                        due().stream(),
                        ring.generations().stream()
                                .filter(each -> !isCurrent(each) && !isRevokedAtOnce(each))
                                .flatMap(each -> validity.until(each).stream()))
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(now.plus(LONG)));
    }
}
