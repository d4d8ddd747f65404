package io.siteward.signing;

import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.cloudfront.PublicKeys;
import io.siteward.aws.ssm.StoredKeys;
import io.siteward.crd.v1alpha1.KeyAlgorithm;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One signing key in AWS: how it stands, and what a step of its rotation does. */
final class KeyRingInAws {
    private static final Duration UNTIL_DEPLOYED = Duration.ofSeconds(20);

    private final PublicKeys publicKeys;
    private final KeyGroups keyGroups;
    private final StoredKeys storedKeys;
    private final KeyAlgorithm algorithm;
    private final Supplier<SecureRandom> random;

    KeyRingInAws(
            PublicKeys publicKeys,
            KeyGroups keyGroups,
            StoredKeys storedKeys,
            KeyAlgorithm algorithm,
            Supplier<SecureRandom> random) {
        this.publicKeys = publicKeys;
        this.keyGroups = keyGroups;
        this.storedKeys = storedKeys;
        this.algorithm = algorithm;
        this.random = random;
    }

    /**
     * What a look found.
     *
     * @param group the key group as CloudFront has it
     * @param users the distributions that trust it
     * @param keysInAccount how many public keys the account has, for its quota
     */
    record Look(KeyRing ring, Optional<KeyGroups.Found> group, List<String> users, int keysInAccount) {}

    Look look() {
        PublicKeys.Listing published = publicKeys.list();
        StoredKeys.Listing stored = storedKeys.list();
        Optional<KeyGroups.Found> group = keyGroups.find();
        List<String> users = group.map(keyGroups::users).orElse(List.of());
        KeyRing ring = new KeyRing(
                generations(published.ids(), stored.publicKeys()),
                group.map(found -> new KeyRing.Group(found.members(), found.changed(), !users.isEmpty())),
                stored.pointer().map(pointer -> new KeyRing.Pointer(pointer.generation(), pointer.written())));
        return new Look(ring, group, users, published.inAccount());
    }

    private List<Generation> generations(SortedMap<Integer, String> published, SortedMap<Integer, String> stored) {
        TreeSet<Integer> numbers = new TreeSet<>(published.keySet());
        numbers.addAll(stored.keySet());
        return numbers.stream()
                .map(number -> new Generation(
                        number,
                        Optional.ofNullable(published.get(number))
                                // A list may lag, and what it does not show would be taken for lost.
                                .or(() -> Optional.ofNullable(stored.get(number))
                                        .filter(id -> !id.isEmpty() && publicKeys.stands(id))),
                        Optional.ofNullable(stored.get(number))))
                .toList();
    }

    /**
     * Carries a step out.
     *
     * @return when to look again if it cannot be done yet; empty when it is done
     */
    Optional<Duration> carryOut(RotationStep step, Look look) {
        if (step instanceof RotationStep.Make make) {
            NewKeyPair pair = NewKeyPair.make(algorithm, random.get());
            String id = publicKeys.create(make.generation(), pair.publicPem());
            storedKeys.store(make.generation(), id, pair.stored(id));
        } else if (step instanceof RotationStep.Trust trust) {
            look.group()
                    .ifPresentOrElse(
                            group -> keyGroups.update(group, trust.publicKeys()),
                            () -> keyGroups.create(trust.publicKeys()));
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

    /** Removes everything; what is gone already is no failure. No distribution may trust it. */
    void takeDown(Look look) {
        look.group().ifPresent(keyGroups::delete);
        for (Generation generation : look.ring().generations()) {
            generation.publicKey().ifPresent(publicKeys::delete);
            storedKeys.remove(generation.number());
        }
        storedKeys.removePointer();
    }
}
