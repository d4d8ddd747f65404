package io.siteward.signing;

import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.cloudfront.PublicKeys;
import io.siteward.crd.v1alpha1.KeyGeneration;
import io.siteward.crd.v1alpha1.KeySource;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Keys that somebody else has made: a key group that trusts them, and nothing more. Neither half of any is made, read or
 * removed, and which of them signs is up to who brought them.
 */
final class BroughtKeysInAws implements KeysInAws {
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(2);

    private final PublicKeys publicKeys;
    private final KeyGroups keyGroups;
    private final KeySource.Existing existing;

    BroughtKeysInAws(PublicKeys publicKeys, KeyGroups keyGroups, KeySource.Existing existing) {
        this.publicKeys = publicKeys;
        this.keyGroups = keyGroups;
        this.existing = existing;
    }

    @Override
    public KeyLook look() {
        KeyGroups.Listing groups = keyGroups.list();
        List<String> users = groups.own().map(keyGroups::users).orElse(List.of());
        KeyRing ring =
                new KeyRing(List.of(), groups.own().map(found -> KeyRing.Group.of(found, users)), Optional.empty(), 0);
        return new KeyLook(ring, groups.own(), users, new KeyLook.Places(0, groups.inAccount()));
    }

    @Override
    public RotationStep next(KeyLook look, Commands commands, Promises promises, boolean removes, Instant now) {
        Set<String> wanted = Set.copyOf(existing.publicKeyIds());
        if (!look.ring().members().equals(wanted)) {
            return new RotationStep.Trust(wanted);
        }
        return new RotationStep.Rest(settled(look).filter(now::isBefore).orElse(now.plus(LONG)));
    }

    /**
     * Until when an edge may not have heard of the last change; empty when none needs to. Nothing is done at that time: it
     * is told, and a new group is not called unready while no site can have named it.
     */
    private static Optional<Instant> settled(KeyLook look) {
        return look.ring()
                .group()
                .filter(KeyRing.Group::inUse)
                .map(group -> group.changed().plus(SpecTerms.SETTLING));
    }

    @Override
    public Optional<Duration> carryOut(RotationStep step, KeyLook look) {
        if (step instanceof RotationStep.Trust trust) {
            for (String id : existing.publicKeyIds()) {
                if (!look.ring().members().contains(id) && !publicKeys.stands(id)) {
                    throw new FailedCall(notFound(id));
                }
            }
            keyGroups.put(look.group(), trust.publicKeys());
        }
        return Optional.empty();
    }

    /** Asked before, since CloudFront does not say which one it does not know. */
    private static Failure notFound(String id) {
        return new Failure(
                Failure.Kind.TERMINAL,
                KeyFinding.PUBLIC_KEY_NOT_FOUND,
                "CloudFront has no public key " + id + " in this account: create it there, or take it out of"
                        + " source.existing.publicKeyIds. Until then the trusted keys stay as they are.",
                LOOK_AGAIN,
                null);
    }

    @Override
    public void takeDown(KeyLook look) {
        look.group().ifPresent(keyGroups::delete);
    }

    @Override
    public SigningKeyStatus seen(SigningKeyStatus status, KeyLook look, Commands commands) {
        List<String> ids = existing.publicKeyIds();
        List<KeyGeneration> trusted = IntStream.range(0, ids.size())
                .mapToObj(i -> new KeyGeneration(i + 1, ids.get(i), state(look, ids.get(i)), null, null, null))
                .toList();
        return status.seeing(
                look.group().map(KeyGroups.Found::id).orElse(null),
                existing.privateKeyName(),
                ids.size() == 1 ? ids.get(0) : null,
                trusted);
    }

    private static String state(KeyLook look, String id) {
        return look.ring().members().contains(id) ? "Trusted" : KeyFinding.PENDING;
    }

    @Override
    public Finding resting(KeyLook look, RotationStep.Rest rest, Commands commands) {
        boolean isSettling = settled(look).filter(rest.until()::equals).isPresent();
        Situation situation = isSettling ? Situation.SETTLING : Situation.READY;
        String message = isSettling
                ? "The keys are being made known to CloudFront: sign with a new one from "
                        + KeyFinding.shown(rest.until()) + " on."
                : "";
        return Finding.of(situation, message);
    }

    @Override
    public boolean canSign(KeyLook look) {
        return look.group().isPresent();
    }
}
