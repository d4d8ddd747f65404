package io.siteward.signing;

import io.siteward.aws.GatedAccounts;
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
    private static final Duration WHILE_READS_LAG = Duration.ofSeconds(2);
    private static final Duration WHILE_LISTS_LAG = Duration.ofSeconds(10);

    private static final int SPREAD_SECONDS = 600;

    /** A life needs six; whoever needs more is looked at again. */
    private static final int MOST_STEPS = 12;

    private final Equipment<SigningKey, SigningKeyStatus> with;
    private final KeyAws aws;
    private final KeyRings rings;
    private final KeyQuota quota;
    private final RandomGenerator random;

    SigningKeyUpkeep(
            Equipment<SigningKey, SigningKeyStatus> with,
            KeyAws aws,
            KeyRings rings,
            KeyQuota quota,
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
        GatedAccounts.Current clients;
        try {
            clients = aws.clients(identity);
        } catch (FailedCall e) {
            return failed(journal, identity, e.failure());
        }
        Optional<Finding> otherAccount = with.admission().objection(clients.id(), journal.status());
        return otherAccount.isPresent()
                ? say(journal, otherAccount.get(), with.backoff().afterFailure(identity, AFTER_A_REFUSAL))
                : turn(journal, identity, clients);
    }

    private Duration turn(
            StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, GatedAccounts.Current clients) {
        KeysInAws keys = rings.of(journal.manifest().getSpec(), identity, clients);
        Optional<RotationStep> before = Optional.empty();
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Attempt attempt = look(keys);
            if (attempt.failure().isPresent()) {
                return failed(journal, identity, attempt.failure().get());
            }
            KeyLook look = attempt.look().orElseThrow();
            Commands commands = commands(journal, look.ring());
            RotationStep planned = keys.next(look, commands, with.clock().instant());
            RotationStep step = quota.instead(planned, look);
            if (step instanceof RotationStep.Rest rest) {
                with.backoff().succeeded(identity);
                return rested(journal, keys, look, rest);
            }
            if (step instanceof RotationStep.Await) {
                return with.backoff().afterFailure(identity, WHILE_LISTS_LAG);
            }
            if (before.equals(Optional.of(step))) {
                // What was read is from before the step: time alone helps.
                return with.backoff().afterFailure(identity, WHILE_READS_LAG);
            }
            before = Optional.of(step);
            Optional<Finding> refusal = quota.refusal(step, look, commands);
            if (refusal.isPresent()) {
                see(journal, keys, look);
                return say(journal, refusal.get(), with.backoff().afterFailure(identity, AFTER_A_REFUSAL));
            }
            begin(journal, clients.id(), step);
            Attempt done = carryOut(keys, step, look);
            if (done.failure().isPresent()) {
                return failed(journal, identity, done.failure().get());
            }
            if (done.pause().isPresent()) {
                see(journal, keys, look);
                return say(journal, KeyFinding.deploying(), done.pause().get());
            }
            with.notices().said(journal.manifest(), KeyFinding.done(step, look.ring(), commands));
            if (!step.equals(planned)) {
                // Not in step with the other one, or both would take and give back the same place for ever. What is
                // drawn comes on top: the back-off has a longest pause, which would be the same for both.
                Duration pause = with.backoff().afterFailure(identity, AFTER_A_REFUSAL);
                return say(journal, KeyQuota.givenBack(), pause.plusSeconds(random.nextInt(SPREAD_SECONDS)));
            }
        }
        return Duration.ZERO;
    }

    /** What came of calls to AWS: failures of the cluster are not among them, and leave as they are. */
    private record Attempt(Optional<KeyLook> look, Optional<Duration> pause, Optional<Failure> failure) {
        static Attempt failed(FailedCall e) {
            return new Attempt(Optional.empty(), Optional.empty(), Optional.of(e.failure()));
        }
    }

    private static Attempt look(KeysInAws keys) {
        try {
            return new Attempt(Optional.of(keys.look()), Optional.empty(), Optional.empty());
        } catch (FailedCall e) {
            return Attempt.failed(e);
        }
    }

    private static Attempt carryOut(KeysInAws keys, RotationStep step, KeyLook look) {
        try {
            return new Attempt(Optional.of(look), keys.carryOut(step, look), Optional.empty());
        } catch (FailedCall e) {
            return Attempt.failed(e);
        }
    }

    private static Commands commands(StatusJournal<SigningKey, SigningKeyStatus> journal, KeyRing ring) {
        SigningKey key = journal.manifest();
        return Commands.of(key, ROTATE.isNew(key, journal.status()) || isBegun(journal.status(), ring));
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
            StatusJournal<SigningKey, SigningKeyStatus> journal, KeysInAws keys, KeyLook look, RotationStep.Rest rest) {
        see(journal, keys, look);
        Instant now = with.clock().instant();
        Duration due = Duration.between(now, rest.until());
        Duration resync = resync(journal.manifest());
        Finding finding = keys.resting(look, rest, commands(journal, look.ring()));
        return say(journal, finding, due.compareTo(resync) < 0 ? due : resync);
    }

    private static void see(StatusJournal<SigningKey, SigningKeyStatus> journal, KeysInAws keys, KeyLook look) {
        SigningKeyStatus before = journal.status();
        SigningKeyStatus begun = before.withPending(isBegun(before, look.ring()) ? before.pending() : List.of());
        journal.write(keys.seen(begun, look, commands(journal, look.ring())));
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
