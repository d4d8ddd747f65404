package io.siteward.sandbox.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time in the sandbox: the machine's, and ahead of it by what was let pass. */
final class SandboxClock implements InstantSource {
    private final InstantSource machine;
    private Duration ahead = Duration.ZERO;

    SandboxClock(InstantSource machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead());
    }

    /** By how much it is ahead. */
    synchronized Duration ahead() {
        return ahead;
    }

    synchronized void forward(Duration time) {
        ahead = ahead.plus(time);
    }
}
