package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import java.time.Duration;

/** Time that passes while others work. */
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }
}
