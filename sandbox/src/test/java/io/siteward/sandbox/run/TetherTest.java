package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TetherTest {
    private static final int BY_SIGTERM = 128 + 15;

    private final Process child;

    TetherTest() throws IOException {
        child = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
    }

    @Test
    void endsTheChildWhenItSnaps() throws IOException {
        try (Tether tether = Tether.to(child)) {
            assertThat(child.isAlive()).isTrue();
            tether.snap();
            assertThat(child.onExit().join().exitValue()).isEqualTo(BY_SIGTERM);
        }
    }

    @Test
    void leavesAChildAloneThatItLetsGo() {
        Tether.to(child).close();
        assertThat(child.isAlive()).isTrue();
    }
}
