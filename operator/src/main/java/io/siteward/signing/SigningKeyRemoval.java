package io.siteward.signing;

import io.siteward.aws.GatedAccounts;
import io.siteward.crd.v1alpha1.DeletionPolicy;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.Removal;
import io.siteward.upkeep.StatusJournal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a signing key down: its group, its public halves, its private ones. Not while a site names it or a distribution
 * trusts it: for so long it is kept as before, so that a revoked key does not stay trusted.
 */
final class SigningKeyRemoval implements Removal<SigningKey> {
    private static final String IN_USE = "KeyInUse";
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

    private final Equipment<SigningKey, SigningKeyStatus> with;
    private final KeyAws aws;
    private final KeyRings rings;
    private final Rotations rotations;
    private final NamingSites sites;

    SigningKeyRemoval(
            Equipment<SigningKey, SigningKeyStatus> with,
            KeyAws aws,
            KeyRings rings,
            Rotations rotations,
            NamingSites sites) {
        this.with = with;
        this.aws = aws;
        this.rings = rings;
        this.rotations = rotations;
        this.sites = sites;
    }

    @Override
    public Optional<Duration> step(SigningKey key) {
        StatusJournal<SigningKey, SigningKeyStatus> journal = with.journal(key);
        Identity identity = with.admission().identity(key);
        Optional<Finding> objection = with.admission().objection(key, journal.status());
        if (objection.isPresent()) {
            return Optional.of(refuse(journal, identity, objection.get()));
        }
        try {
            return step(journal, identity);
        } catch (FailedCall e) {
            return Optional.of(failed(journal, identity, e.failure()));
        }
    }

    private Optional<Duration> step(StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity) {
        SigningKey key = journal.manifest();
        List<NamingSites.Naming> naming = sites.of(identity.namespace(), identity.name());
        if (naming.isEmpty() && key.getSpec().deletionPolicy() == DeletionPolicy.RETAIN) {
            return Optional.empty();
        }
        GatedAccounts.Current account = aws.clients(identity);
        Optional<Finding> otherAccount = with.admission().objection(account.id(), journal.status());
        if (otherAccount.isPresent()) {
            with.notices().trouble(key, otherAccount.get());
            return Optional.of(refuse(journal, identity, otherAccount.get()));
        }
        if (!naming.isEmpty()) {
            return Optional.of(keep(journal, identity, account, named(naming)));
        }
        KeysInAws keys = rings.of(key.getSpec(), identity, account);
        KeyLook look = keys.look();
        if (!look.users().isEmpty()) {
            return Optional.of(keep(journal, identity, account, trusted(look.users())));
        }
        keys.takeDown(look);
        with.backoff().succeeded(identity);
        return Optional.empty();
    }

    /** A site whose key were gone could be changed no more: nothing private is served without its groups. */
    private static Finding named(List<NamingSites.Naming> naming) {
        String names = naming.stream().map(NamingSites.Naming::site).collect(Collectors.joining(", "));
        return naming.stream().allMatch(NamingSites.Naming::isLeaving)
                ? Finding.of(
                        Situation.DELETING,
                        "The key goes once the sites that name it are gone, which are being deleted: " + names + ".")
                : Finding.of(
                        Situation.DELETION_REFUSED,
                        IN_USE,
                        "Sites name the key: " + names
                                + ". Take it out of their signingKeyRefs, or delete them; nothing was deleted.");
    }

    private static Finding trusted(List<String> distributions) {
        return Finding.of(
                Situation.DELETION_REFUSED,
                IN_USE,
                "Distributions trust the key: " + String.join(", ", distributions)
                        + ". Take it from their sites first; nothing was deleted.");
    }

    /** Keeps it as it was kept before, and says why it does not go, and what else is the matter. */
    private Duration keep(
            StatusJournal<SigningKey, SigningKeyStatus> journal,
            Identity identity,
            GatedAccounts.Current account,
            Finding why) {
        if (why.situation() == Situation.DELETION_REFUSED) {
            with.notices().trouble(journal.manifest(), why);
        }
        Duration pause = with.backoff().afterFailure(identity, AFTER_A_REFUSAL);
        Rotations.Outcome outcome = rotations.carryOn(journal, identity, account);
        journal.say(outcome.finding()
                .filter(kept -> !kept.message().isEmpty())
                .map(kept -> why.saying(why.message() + " Meanwhile: " + kept.message()))
                .orElse(why));
        return outcome.next().compareTo(pause) < 0 ? outcome.next() : pause;
    }

    private Duration refuse(StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, Finding finding) {
        journal.say(finding);
        return with.backoff().afterFailure(identity, AFTER_A_REFUSAL);
    }

    private Duration failed(StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, Failure failure) {
        journal.say(Finding.of(failure, true));
        return with.backoff().afterFailure(identity, failure.retryAfter());
    }
}
