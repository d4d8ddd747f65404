package io.siteward.signing;

import io.siteward.crd.v1alpha1.PendingCreate;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import io.siteward.status.Finding;
import io.siteward.upkeep.Command;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.StatusJournal;
import io.siteward.upkeep.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Keeps a signing key as its manifest says: looks how it stands in AWS, and takes the steps that are due. */
final class SigningKeyUpkeep implements Upkeep<SigningKey> {
    static final Command ROTATE = new Command("rotate");
    private static final String GENERATION = "KeyGeneration";
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(2);

    /** A life needs six; whoever needs more is looked at again. */
    private static final int MOST_STEPS = 12;

    private final Equipment<SigningKey, SigningKeyStatus> with;
    private final KeyAws aws;
    private final KeyRings rings;
    private final int quota;
    private final RandomGenerator random;

    /** @param quota how many public keys the account may have */
    SigningKeyUpkeep(
            Equipment<SigningKey, SigningKeyStatus> with,
            KeyAws aws,
            KeyRings rings,
            int quota,
            RandomGenerator random) {
        this.with = with;
        this.aws = aws;
        this.rings = rings;
        this.quota = quota;
        this.random = random;
    }

    @Override
    public Duration reconcile(SigningKey key) {
        StatusJournal<SigningKey, SigningKeyStatus> journal = with.journal(key);
        with.admission()
                .hint(key)
                .or(() -> Commands.hint(key))
                .ifPresent(hint -> with.notices().misunderstood(key, hint));
        Optional<Finding> objection = with.admission().objection(key, journal.status());
        if (objection.isPresent()) {
            return say(journal, objection.get(), resync(key));
        }
        Identity identity = with.admission().identity(key);
        KeyClients clients;
        try {
            clients = aws.clients(identity);
        } catch (FailedCall e) {
            return failed(journal, identity, e.failure());
        }
        Optional<Finding> otherAccount = with.admission().objection(clients.accountId(), journal.status());
        return otherAccount.isPresent()
                ? say(journal, otherAccount.get(), with.backoff().afterFailure(identity, AFTER_A_REFUSAL))
                : turn(journal, identity, clients);
    }

    private Duration turn(StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, KeyClients clients) {
        KeyRingInAws ring = rings.of(journal.manifest().getSpec(), identity, clients);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Attempt attempt = look(ring, journal);
            if (attempt.failure().isPresent()) {
                return failed(journal, identity, attempt.failure().get());
            }
            KeyRingInAws.Look look = attempt.look().orElseThrow();
            RotationStep step = rotation(journal, look.ring()).next();
            if (step instanceof RotationStep.Rest rest) {
                with.backoff().succeeded(identity);
                return rested(journal, look, rest);
            }
            Optional<Finding> refusal = KeyQuota.refusal(step, look, quota);
            if (refusal.isPresent()) {
                see(journal, look);
                return say(journal, refusal.get(), with.backoff().afterFailure(identity, AFTER_A_REFUSAL));
            }
            begin(journal, clients.accountId(), step);
            Attempt done = carryOut(ring, step, look);
            if (done.failure().isPresent()) {
                return failed(journal, identity, done.failure().get());
            }
            if (done.pause().isPresent()) {
                see(journal, look);
                return say(journal, KeyFinding.deploying(), done.pause().get());
            }
            with.notices().said(journal.manifest(), KeyFinding.done(step, look.ring()));
        }
        return Duration.ZERO;
    }

    /** What came of calls to AWS: failures of the cluster are not among them, and leave as they are. */
    private record Attempt(Optional<KeyRingInAws.Look> look, Optional<Duration> pause, Optional<Failure> failure) {
        static Attempt failed(FailedCall e) {
            return new Attempt(Optional.empty(), Optional.empty(), Optional.of(e.failure()));
        }
    }

    private static Attempt look(KeyRingInAws ring, StatusJournal<SigningKey, SigningKeyStatus> journal) {
        try {
            return new Attempt(Optional.of(ring.look()), Optional.empty(), Optional.empty());
        } catch (FailedCall e) {
            return Attempt.failed(e);
        }
    }

    private static Attempt carryOut(KeyRingInAws ring, RotationStep step, KeyRingInAws.Look look) {
        try {
            return new Attempt(Optional.of(look), ring.carryOut(step, look), Optional.empty());
        } catch (FailedCall e) {
            return Attempt.failed(e);
        }
    }

    private Rotation rotation(StatusJournal<SigningKey, SigningKeyStatus> journal, KeyRing ring) {
        SigningKey key = journal.manifest();
        boolean rotate = ROTATE.isNew(key, journal.status()) || isBegun(journal.status(), ring);
        return new Rotation(
                ring,
                SpecTerms.of(key.getSpec()),
                Commands.of(key, rotate),
                with.clock().instant());
    }

    /** Whether a rotation that was asked for is noted and nothing of it stands yet. */
    private static boolean isBegun(SigningKeyStatus status, KeyRing ring) {
        return status.pending().stream()
                .filter(pending -> pending.kind().equals(GENERATION))
                .anyMatch(pending -> Integer.parseInt(pending.name()) > ring.highest());
    }

    /** What must stand in the status before anything is made: whose it is, and that a command is being obeyed. */
    private void begin(StatusJournal<SigningKey, SigningKeyStatus> journal, String accountId, RotationStep step) {
        SigningKeyStatus status = journal.status();
        if (status.accountId() == null) {
            status = status.in(with.admission().fleet(), accountId);
        }
        if (step instanceof RotationStep.Make make && ROTATE.isNew(journal.manifest(), status)) {
            String name = Integer.toString(make.generation());
            String now = with.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
            status = status.withHandled(ROTATE.handled(journal.manifest(), status))
                    .withPending(List.of(new PendingCreate(GENERATION, name, ROTATE.name(), now)));
        }
        if (!status.equals(journal.status())) {
            journal.write(status);
        }
    }

    private Duration rested(
            StatusJournal<SigningKey, SigningKeyStatus> journal, KeyRingInAws.Look look, RotationStep.Rest rest) {
        see(journal, look);
        Instant now = with.clock().instant();
        Duration due = Duration.between(now, rest.until());
        Duration resync = resync(journal.manifest());
        return say(journal, KeyFinding.resting(look.ring(), rest), due.compareTo(resync) < 0 ? due : resync);
    }

    private void see(StatusJournal<SigningKey, SigningKeyStatus> journal, KeyRingInAws.Look look) {
        SigningKeyStatus before = journal.status();
        SigningKeyStatus seen = KeyFinding.seen(
                before.withPending(isBegun(before, look.ring()) ? before.pending() : List.of()),
                look,
                with.admission().identity(journal.manifest()),
                SpecTerms.of(journal.manifest().getSpec()));
        journal.write(seen);
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
