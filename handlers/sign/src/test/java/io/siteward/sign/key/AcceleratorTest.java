package io.siteward.sign.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceleratorTest {
    /** With it, {@code ./siteward bench signing} tries. */
    @Test
    void withoutTheProviderOnTheClassPathTheJdkSigns() {
        assertThat(Accelerator.find()).isEmpty();
    }
}
