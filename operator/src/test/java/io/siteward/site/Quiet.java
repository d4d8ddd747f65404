package io.siteward.site;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Has the operator write no log: a line for each of a hundred thousand calls would take longer than the calls. */
public final class Quiet implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        level(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        level(null);
    }

    private static void level(@Nullable Level level) {
        ((Logger) LoggerFactory.getLogger("io.siteward")).setLevel(level);
    }
}
