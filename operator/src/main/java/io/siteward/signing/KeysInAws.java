package io.siteward.signing;

import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The keys of one spec: how they stand in AWS, what is due, and what a step does. */
interface KeysInAws {
    KeyLook look();

    /**
     * The next step. Pure.
     *
     * @param removes whether it may be to remove something
     */
    RotationStep next(KeyLook look, Commands commands, Promises promises, boolean removes, Instant now);

    /**
     * Carries a step out.
     *
     * @return when to look again if it cannot be done yet; empty when it is done
     */
    Optional<Duration> carryOut(RotationStep step, KeyLook look);

    /** Removes everything; what is gone already is no failure. No distribution may trust it. */
    void takeDown(KeyLook look);

    /** What the status says of them, after what it has told before. Pure. */
    SigningKeyStatus seen(SigningKeyStatus status, KeyLook look, Commands commands);

    /** Whether anybody could sign and be believed, as far as this can be told. Pure. */
    boolean canSign(KeyLook look);

    /** What it means that nothing is due. Pure. */
    Finding resting(KeyLook look, RotationStep.Rest rest, Commands commands);
}
