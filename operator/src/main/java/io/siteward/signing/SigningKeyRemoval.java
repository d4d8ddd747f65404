package io.siteward.signing;

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

/** Takes a signing key down: not while a distribution trusts it; else its group, its public halves, its private ones. */
final class SigningKeyRemoval implements Removal<SigningKey> {
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

    private final Equipment<SigningKey, SigningKeyStatus> with;
    private final KeyAws aws;
    private final KeyRings rings;

    SigningKeyRemoval(Equipment<SigningKey, SigningKeyStatus> with, KeyAws aws, KeyRings rings) {
        this.with = with;
        this.aws = aws;
        this.rings = rings;
    }

    @Override
    public Optional<Duration> step(SigningKey key) {
        StatusJournal<SigningKey, SigningKeyStatus> journal = with.journal(key);
        Identity identity = with.admission().identity(key);
        Optional<Finding> objection = with.admission().objection(key, journal.status());
        if (objection.isPresent()) {
            return refuse(journal, identity, objection.get());
        }
        if (key.getSpec().deletionPolicy() == DeletionPolicy.RETAIN) {
            return Optional.empty();
        }
        Optional<Finding> obstacle;
        try {
            KeyClients clients = aws.clients(identity);
            obstacle = with.admission().objection(clients.accountId(), journal.status());
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
