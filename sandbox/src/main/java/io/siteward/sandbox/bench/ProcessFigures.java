package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the system says of a process that runs. */
record ProcessFigures(long pid) {
    /** The processor time so far, of all its threads. */
    Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new SandboxFailure("The system does not tell the processor time of " + pid + "."));
    }

    long residentKilobytes() {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            return Long.parseLong(new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException | NumberFormatException e) {
            throw new SandboxFailure("ps does not tell the resident memory of " + pid + ": " + e.getMessage(), e);
        }
    }
}
