package io.siteward.sandbox.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.jspecify.annotations.Nullable;

/**
 * Ends a child when this process ends without being able to do it, by SIGKILL for example.
 *
 * <p>A small shell waits for the end of its standard input, which this process alone holds open. So the operator itself
 * needs no such duty: in a pod, its standard input is at its end from the beginning.
 */
public final class Tether implements AutoCloseable {
    private final @Nullable Process shell;

    private Tether(@Nullable Process shell) {
        this.shell = shell;
    }

    /** Ties the child to this process; where there is no shell, it stays untied. */
    public static Tether to(Process child) {
        try {
            return new Tether(new ProcessBuilder("/bin/sh", "-c", "read -r _; kill \"$0\"", Long.toString(child.pid()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return new Tether(null);
        }
    }

    /** Does what the end of this process would do. */
    void snap() throws IOException {
        if (shell != null) {
            shell.getOutputStream().close();
        }
    }

    /** Unties the child: nothing happens to it any more. */
    @Override
    public void close() {
        if (shell != null) {
            shell.destroyForcibly().onExit().join();
        }
    }
}
