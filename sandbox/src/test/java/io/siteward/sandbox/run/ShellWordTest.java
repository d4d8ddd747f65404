package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
    @Test
    void leavesPlainTextAsItIs() {
        assertThat(ShellWord.of("http://127.0.0.1:4000/a_b-c")).isEqualTo("http://127.0.0.1:4000/a_b-c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my sites/kubeconfig", "it's", "$HOME `id` \"x\" \\ * ~ # !", "a\nb"})
    void comesOutOfAShellAsItWentIn(String text) throws IOException {
        Process shell =
                new ProcessBuilder("/bin/sh", "-c", "word=" + ShellWord.of(text) + "; printf %s \"$word\"").start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }
}
