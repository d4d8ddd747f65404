package io.siteward.signing;

import io.siteward.aws.GatedAccounts;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import io.siteward.status.Finding;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.StatusJournal;
import io.siteward.upkeep.Upkeep;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Keeps a signing key as its manifest says. */
final class SigningKeyUpkeep implements Upkeep<SigningKey> {
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(2);

    private final Equipment<SigningKey, SigningKeyStatus> with;
    private final KeyAws aws;
    private final Rotations rotations;
    private final RandomGenerator random;

    SigningKeyUpkeep(
            Equipment<SigningKey, SigningKeyStatus> with, KeyAws aws, Rotations rotations, RandomGenerator random) {
        this.with = with;
        this.aws = aws;
        this.rotations = rotations;
        this.random = random;
    }

    @Override
    public Duration reconcile(SigningKey key) {
        StatusJournal<SigningKey, SigningKeyStatus> journal = with.journal(key);
        Optional<String> hint = with.admission().hint(key).or(() -> Commands.hint(key));
        hint.ifPresent(text -> with.notices().misunderstood(key, text));
        Optional<Finding> objection = with.admission().objection(key, journal.status());
        if (objection.isPresent()) {
            return say(journal, objection.get(), resync(key));
        }
        Identity identity = with.admission().identity(key);
        GatedAccounts.Current account;
        try {
            account = aws.clients(identity);
        } catch (FailedCall e) {
            return failed(journal, identity, e.failure());
        }
        Optional<Finding> otherAccount = with.admission().objection(account.id(), journal.status());
        if (otherAccount.isPresent()) {
            return say(journal, otherAccount.get(), with.backoff().afterFailure(identity, AFTER_A_REFUSAL));
        }
        Rotations.Outcome outcome = rotations.carryOn(journal, identity, account);
        if (outcome.isAtRest()) {
            with.backoff().succeeded(identity);
        }
        outcome.finding()
                .map(finding -> hint.map(finding::withNote).orElse(finding))
                .ifPresent(journal::say);
        Duration resync = resync(key);
        return outcome.next().compareTo(resync) < 0 ? outcome.next() : resync;
    }

    private Duration failed(StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, Failure failure) {
        Finding finding = Finding.of(failure, false);
        if (failure.kind() == Failure.Kind.TERMINAL || failure.kind() == Failure.Kind.BUG) {
            with.notices().trouble(journal.manifest(), finding);
        }
        return say(journal, finding, with.backoff().afterFailure(identity, failure.retryAfter()));
    }

    private static Duration say(StatusJournal<SigningKey, SigningKeyStatus> journal, Finding finding, Duration next) {
        journal.say(finding);
        return next;
    }

    /** Up to a tenth shorter than asked for, so that many keys do not come back at the same second. */
    private Duration resync(SigningKey key) {
        long seconds = key.getSpec().resyncSeconds();
        return Duration.ofSeconds(seconds - random.nextLong(seconds / 10 + 1));
    }
}
