package io.siteward;

import java.time.Duration;

/**
 * The operator's program on a clock that is ahead of the machine's: the sandbox lets days pass with it. A program of its own
 * and no variable, so that nothing in the configuration of an operator that runs can set its clock wrong.
 */
public final class AheadOfTime {
    private AheadOfTime() {}

    /**
     * Takes one argument.
     *
     * @param arguments by how much, as ISO 8601 writes it, for example {@code P8D}
     */
    public static void main(String[] arguments) {
        Main.start(Duration.parse(arguments[0]));
    }
}
