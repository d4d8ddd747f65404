package io.siteward.signing;

import io.siteward.aws.GatedAccounts;
import io.siteward.crd.v1alpha1.PendingCreate;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.Attempt;
import io.siteward.graph.Failure;
import io.siteward.graph.NodeId;
import io.siteward.identity.Identity;
import io.siteward.status.Finding;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.StatusJournal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Carries the rotations of signing keys on: looks how a key stands in AWS, and takes the steps that are due. */
final class Rotations {
    private static final String GENERATION = "KeyGeneration";
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(2);
    private static final Duration WHILE_READS_LAG = Duration.ofSeconds(2);
    private static final Duration WHILE_LISTS_LAG = Duration.ofSeconds(10);

    private static final int SPREAD_SECONDS = 600;

    /** A life needs six; whoever needs more is looked at again. */
    private static final int MOST_STEPS = 12;

    private final Equipment<SigningKey, SigningKeyStatus> with;
    private final KeyRings rings;
    private final KeyQuota quota;
    private final RandomGenerator random;

    Rotations(Equipment<SigningKey, SigningKeyStatus> with, KeyRings rings, KeyQuota quota, RandomGenerator random) {
        this.with = with;
        this.rings = rings;
        this.quota = quota;
        this.random = random;
    }

    /**
     * What came of it.
     *
     * @param finding what there is to say; empty when a look that shows it is still to come
     * @param next when to look again
     * @param isAtRest whether nothing was due, and nothing has failed
     */
    record Outcome(Optional<Finding> finding, Duration next, boolean isAtRest) {}

    /**
     * Takes what steps can be taken now.
     *
     * @throws io.siteward.graph.FailedCall when the cluster does not take the status
     */
    Outcome carryOn(
            StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, GatedAccounts.Current account) {
        return new Run(journal, identity, account).go();
    }

    /** One of them. */
    private final class Run {
        private final StatusJournal<SigningKey, SigningKeyStatus> journal;
        private final Identity identity;
        private final String accountId;
        private final KeysInAws keys;
        private KeyDrift drift = new KeyDrift(List.of());
        private @Nullable Seen last;

        /** Why something could not be removed in this run. Nothing else waits for it, and nothing more is removed. */
        private Optional<Failure> leftover = Optional.empty();

        Run(StatusJournal<SigningKey, SigningKeyStatus> journal, Identity identity, GatedAccounts.Current account) {
            this.journal = journal;
            this.identity = identity;
            this.accountId = account.id();
            this.keys = rings.of(journal.manifest().getSpec(), identity, account);
        }

        /** What a look has shown, and what is due by it. */
        private record Seen(KeyLook look, Commands commands, RotationStep due) {}

        Outcome go() {
            Optional<RotationStep> before = Optional.empty();
            for (int steps = 0; steps < MOST_STEPS; steps++) {
                Optional<Failure> failure = attempt(() -> last = look());
                if (failure.isPresent()) {
                    return failed(failure.get());
                }
                Seen seen = Objects.requireNonNull(last);
                if (steps == 0) {
                    tellOfDrift(seen);
                }
                RotationStep step = quota.instead(seen.due(), seen.look());
                Optional<Outcome> end = rest(seen, step, before).or(() -> take(seen, step));
                if (end.isPresent()) {
                    return end.get();
                }
                before = Optional.of(step);
            }
            return again(Duration.ZERO);
        }

        private Seen look() {
            KeyLook look = keys.look();
            Commands commands = commands(look.ring());
            Promises promises = Promises.of(journal.status().generations());
            RotationStep due = keys.next(
                    look, commands, promises, leftover.isEmpty(), with.clock().instant());
            return new Seen(look, commands, due);
        }

        private Commands commands(KeyRing ring) {
            SigningKey key = journal.manifest();
            if (key.getSpec().source().existing() != null) {
                return Commands.NONE;
            }
            boolean rotate = Commands.ROTATE.isNew(key, journal.status()) || isBegun(ring);
            return Commands.of(key, rotate);
        }

        /** Whether a rotation that was asked for is noted and nothing of it stands yet. */
        private boolean isBegun(KeyRing ring) {
            return journal.status().pending().stream()
                    .filter(pending ->
                            pending.kind().equals(GENERATION) && pending.name().matches("[0-9]{1,9}"))
                    .anyMatch(pending -> Integer.parseInt(pending.name()) > ring.highest());
        }

        private void tellOfDrift(Seen seen) {
            drift = KeyDrift.of(journal.status(), seen.look().ring(), seen.due());
            drift.found().forEach(each -> with.notices().foundChanged(journal.manifest(), each));
            if (!drift.found().isEmpty() && keys.canSign(seen.look())) {
                // What a key has signed that somebody has put back into use counts from now on.
                see(seen);
            }
        }

        private Optional<Outcome> rest(Seen seen, RotationStep step, Optional<RotationStep> before) {
            if (step instanceof RotationStep.Rest && leftover.isPresent()) {
                return Optional.of(failed(leftover.get()));
            }
            if (step instanceof RotationStep.Rest rest) {
                see(seen);
                Duration due = Duration.between(with.clock().instant(), rest.until());
                Finding resting = keys.resting(seen.look(), rest, seen.commands());
                Outcome said = said(resting, keys.canSign(seen.look()), due);
                return Optional.of(new Outcome(said.finding(), due, true));
            }
            if (step instanceof RotationStep.Await) {
                return Optional.of(again(with.backoff().afterFailure(identity, WHILE_LISTS_LAG)));
            }
            // What was read is from before the step: time alone helps.
            return before.equals(Optional.of(step))
                    ? Optional.of(again(with.backoff().afterFailure(identity, WHILE_READS_LAG)))
                    : Optional.empty();
        }

        /** Empty when it is taken, and there may be another. */
        private Optional<Outcome> take(Seen seen, RotationStep step) {
            Optional<Finding> refusal = quota.refusal(step, seen.look(), seen.commands());
            if (refusal.isPresent()) {
                see(seen);
                with.notices().trouble(journal.manifest(), refusal.get());
                return Optional.of(said(refusal.get(), false, with.backoff().afterFailure(identity, AFTER_A_REFUSAL)));
            }
            begin(step);
            Duration[] pause = {Duration.ZERO};
            Optional<Failure> failure =
                    attempt(() -> keys.carryOut(step, seen.look()).ifPresent(asked -> pause[0] = asked));
            if (failure.isPresent() && step instanceof RotationStep.Discard) {
                leftover = failure;
                return Optional.empty();
            }
            if (failure.isPresent()) {
                return Optional.of(failed(failure.get()));
            }
            if (!pause[0].isZero()) {
                see(seen);
                return Optional.of(said(KeyFinding.deploying(), false, pause[0]));
            }
            with.notices()
                    .said(journal.manifest(), KeyFinding.done(step, seen.look().ring(), seen.commands()));
            return step.equals(seen.due()) ? Optional.empty() : Optional.of(givenBack());
        }

        /**
         * Not in step with the other one, or both would take and give back the same place for ever. What is drawn comes on
         * top: the back-off has a longest pause, which would be the same for both.
         */
        private Outcome givenBack() {
            Duration pause = with.backoff().afterFailure(identity, AFTER_A_REFUSAL);
            return said(KeyQuota.givenBack(), false, pause.plusSeconds(random.nextInt(SPREAD_SECONDS)));
        }

        /** What must stand in the status before anything is made: whose it is, and that a command is being obeyed. */
        private void begin(RotationStep step) {
            SigningKeyStatus status = journal.status();
            if (status.accountId() == null) {
                status = status.in(with.admission().fleet(), accountId);
            }
            if (step instanceof RotationStep.Make make && Commands.ROTATE.isNew(journal.manifest(), status)) {
                String name = Integer.toString(make.generation());
                String now =
                        with.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
                status = status.withHandled(Commands.ROTATE.handled(journal.manifest(), status))
                        .withPending(List.of(new PendingCreate(GENERATION, name, Commands.ROTATE.name(), now)));
            }
            write(status);
        }

        private void see(Seen seen) {
            SigningKeyStatus before = journal.status();
            KeyRing ring = seen.look().ring();
            SigningKeyStatus begun = before.withPending(isBegun(ring) ? before.pending() : List.of());
            boolean isHeard = !seen.commands().revoke().isEmpty()
                    && seen.commands().unknown(ring, before).isEmpty();
            SigningKeyStatus heard =
                    isHeard ? begun.withHandled(Commands.REVOKE.handled(journal.manifest(), begun)) : begun;
            write(keys.seen(heard, seen.look(), seen.commands()));
        }

        private void write(SigningKeyStatus status) {
            if (!status.equals(journal.status())) {
                journal.write(status);
            }
        }

        private Outcome failed(Failure failure) {
            if (last != null) {
                see(last);
            }
            Finding finding = KeyFinding.failed(failure);
            if (failure.kind() == Failure.Kind.TERMINAL || failure.kind() == Failure.Kind.BUG) {
                with.notices().trouble(journal.manifest(), finding);
            }
            return said(finding, false, with.backoff().afterFailure(identity, failure.retryAfter()));
        }

        private Outcome said(Finding finding, boolean isRepaired, Duration next) {
            Seen seen = last;
            if (seen == null) {
                return new Outcome(Optional.of(finding), next, false);
            }
            Finding noted = misunderstood(seen).map(finding::withNote).orElse(finding);
            Finding whole = drift.in(noted, isRepaired);
            return new Outcome(Optional.of(keys.canSign(seen.look()) ? whole : whole.withNothingServed()), next, false);
        }

        /** That something is to be revoked which is not there may be a slip of the pen, in an hour when that matters. */
        private Optional<String> misunderstood(Seen seen) {
            SigningKey key = journal.manifest();
            List<String> unknown = seen.commands().unknown(seen.look().ring(), journal.status());
            if (unknown.isEmpty() || !Commands.REVOKE.isNew(key, journal.status())) {
                return Optional.empty();
            }
            String note = "The annotation that revokes names " + String.join(", ", unknown)
                    + ", which is no key of this one by now: status.generations shows those that are.";
            with.notices().misunderstood(key, note);
            return Optional.of(note);
        }

        private Outcome again(Duration pause) {
            return new Outcome(Optional.empty(), pause, false);
        }

        private Optional<Failure> attempt(Runnable calls) {
            return Attempt.failure(new NodeId("SigningKey", identity.name()), calls);
        }
    }
}
