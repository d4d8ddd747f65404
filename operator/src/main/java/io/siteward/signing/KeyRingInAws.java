package io.siteward.signing;

import io.siteward.aws.StoredKeys;
import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.cloudfront.PublicKeys;
import io.siteward.crd.v1alpha1.KeyAlgorithm;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.status.Finding;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Keys that Siteward makes, and their successors. */
final class KeyRingInAws implements KeysInAws {
    private static final Duration UNTIL_DEPLOYED = Duration.ofSeconds(20);

    private final PublicKeys publicKeys;
    private final KeyGroups keyGroups;
    private final StoredKeys storedKeys;
    private final KeyAlgorithm algorithm;
    private final RotationTerms terms;
    private final Supplier<SecureRandom> random;

    KeyRingInAws(
            PublicKeys publicKeys,
            KeyGroups keyGroups,
            StoredKeys storedKeys,
            KeyAlgorithm algorithm,
            RotationTerms terms,
            Supplier<SecureRandom> random) {
        this.publicKeys = publicKeys;
        this.keyGroups = keyGroups;
        this.storedKeys = storedKeys;
        this.algorithm = algorithm;
        this.terms = terms;
        this.random = random;
    }

    @Override
    public KeyLook look() {
        PublicKeys.Listing published = publicKeys.list();
        StoredKeys.Listing stored = storedKeys.list(published.own().keySet());
        KeyGroups.Listing groups = keyGroups.list();
        List<String> users = groups.own().map(keyGroups::users).orElse(List.of());
        KeyRing ring = new KeyRing(
                generations(published.own(), stored.publicKeys()),
                groups.own().map(found -> KeyRing.Group.of(found, users)),
                stored.pointer().map(pointer -> new KeyRing.Pointer(pointer.generation(), pointer.written())),
                stored.highest());
        return new KeyLook(ring, groups.own(), users, new KeyLook.Places(published.inAccount(), groups.inAccount()));
    }

    private List<Generation> generations(
            SortedMap<Integer, PublicKeys.Found> published, SortedMap<Integer, String> stored) {
        TreeSet<Integer> numbers = new TreeSet<>(published.keySet());
        numbers.addAll(stored.keySet());
        return numbers.stream()
                .map(number -> generation(
                        number, Optional.ofNullable(published.get(number)), Optional.ofNullable(stored.get(number))))
                .toList();
    }

    private Generation generation(int number, Optional<PublicKeys.Found> published, Optional<String> storedFor) {
        return new Generation(
                number,
                published
                        .map(PublicKeys.Found::id)
                        // A list may lag, and what it does not show would be taken for lost.
                        .or(() -> storedFor.filter(id -> !id.isEmpty() && publicKeys.isOwn(id, number))),
                published.map(PublicKeys.Found::made),
                storedFor);
    }

    @Override
    public RotationStep next(KeyLook look, Commands commands, Promises promises, boolean removes, Instant now) {
        Rotation rotation = new Rotation(new Validity(look.ring(), terms, commands, promises), now);
        return removes ? rotation.next() : rotation.nextWithoutRemoval();
    }

    @Override
    public Optional<Duration> carryOut(RotationStep step, KeyLook look) {
        if (step instanceof RotationStep.Make make) {
            NewKeyPair pair = NewKeyPair.make(algorithm, random.get());
            String id = publicKeys.create(make.generation(), pair.publicPem());
            storedKeys.store(make.generation(), id, pair.stored(id));
        } else if (step instanceof RotationStep.Trust trust) {
            keyGroups.put(look.group(), trust.publicKeys());
        } else if (step instanceof RotationStep.Point point) {
            if (point.whenDeployed() && !keyGroups.areDeployed(look.users())) {
                return Optional.of(UNTIL_DEPLOYED);
            }
            storedKeys.point(point.generation());
        } else if (step instanceof RotationStep.Discard discard) {
            discard.generation().publicKey().ifPresent(publicKeys::delete);
            storedKeys.remove(discard.generation().number());
        }
        return Optional.empty();
    }

    @Override
    public void takeDown(KeyLook look) {
        look.group().ifPresent(keyGroups::delete);
        for (Generation generation : look.ring().generations()) {
            generation.publicKey().ifPresent(publicKeys::delete);
            storedKeys.remove(generation.number());
        }
        storedKeys.removePointer();
    }

    @Override
    public SigningKeyStatus seen(SigningKeyStatus status, KeyLook look, Commands commands) {
        Validity validity = new Validity(look.ring(), terms, commands, Promises.of(status.generations()));
        return KeyFinding.seen(status, look, storedKeys.pointerName(), validity);
    }

    @Override
    public boolean canSign(KeyLook look) {
        return look.ring().current().isPresent();
    }

    @Override
    public Finding resting(KeyLook look, RotationStep.Rest rest, Commands commands) {
        return KeyFinding.resting(look.ring(), rest, commands);
    }
}
