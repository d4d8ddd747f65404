package io.siteward.signing;

import io.siteward.aws.GatedAccounts;
import io.siteward.crd.v1alpha1.DeletionPolicy;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.FailedCall;
import io.siteward.identity.Identity;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.Removal;
import io.siteward.upkeep.StatusJournal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a signing key down: not while a site names it or a distribution trusts it; else its group, its public halves, its private ones. */
final class SigningKeyRemoval implements Removal<SigningKey> {
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

    private final Equipment<SigningKey, SigningKeyStatus> with;
    private final KeyAws aws;
    private final KeyRings rings;
    private final NamingSites sites;

    SigningKeyRemoval(Equipment<SigningKey, SigningKeyStatus> with, KeyAws aws, KeyRings rings, NamingSites sites) {
        this.with = with;
        this.aws = aws;
        this.rings = rings;
        this.sites = sites;
    }

    @Override
    public Optional<Duration> step(SigningKey key) {
        StatusJournal<SigningKey, SigningKeyStatus> journal = with.journal(key);
        Identity identity = with.admission().identity(key);
        Optional<Finding> objection = with.admission().objection(key, journal.status());
        if (objection.isPresent()) {
            return refuse(journal, identity, objection.get());
        }
        Optional<Finding> obstacle;
        try {
            obstacle = namedBySites(key);
            if (obstacle.isPresent()) {
                with.notices().trouble(key, obstacle.get());
                return refuse(journal, identity, obstacle.get());
            }
            if (key.getSpec().deletionPolicy() == DeletionPolicy.RETAIN) {
                return Optional.empty();
            }
            GatedAccounts.Current clients = aws.clients(identity);
            obstacle = with.admission().objection(clients.id(), journal.status());
            if (obstacle.isEmpty()) {
                obstacle = takeDown(rings.of(key.getSpec(), identity, clients));
            }
        } catch (FailedCall e) {
            journal.say(Finding.of(e.failure(), true));
            return Optional.of(with.backoff().afterFailure(identity, e.failure().retryAfter()));
        }
        if (obstacle.isPresent()) {
            with.notices().trouble(key, obstacle.get());
            return refuse(journal, identity, obstacle.get());
        }
        with.backoff().succeeded(identity);
        return Optional.empty();
    }

    /** A site whose key were gone could be changed no more: nothing private is served without its groups. */
    private Optional<Finding> namedBySites(SigningKey key) {
        List<String> naming =
                sites.of(key.getMetadata().getNamespace(), key.getMetadata().getName());
        return naming.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Situation.DELETION_REFUSED,
                        "KeyInUse",
                        "Sites name the key: " + String.join(", ", naming)
                                + ". Take it out of their signingKeyRefs first; nothing was deleted."));
    }

    /** Why it cannot be done; empty when it is done. */
    private static Optional<Finding> takeDown(KeysInAws keys) {
        KeyLook look = keys.look();
        List<String> users = look.users();
        if (!users.isEmpty()) {
            return Optional.of(Finding.of(
                    Situation.DELETION_REFUSED,
                    "KeyInUse",
                    "Distributions trust the key: " + String.join(", ", users)
                            + ". Take it from their sites first; nothing was deleted."));
        }
        keys.takeDown(look);
        return Optional.empty();
    }

    private Optional<Duration> refuse(
            StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, Finding finding) {
        journal.say(finding);
        return Optional.of(with.backoff().afterFailure(identity, AFTER_A_REFUSAL));
    }
}
