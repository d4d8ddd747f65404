package io.siteward;

import io.fabric8.kubernetes.client.Config;
import io.siteward.config.BadConfiguration;
import io.siteward.config.Configuration;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The operator's program. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Takes no arguments: everything is configured by the environment. */
    public static void main(String[] arguments) {
        start(InstantSource.system());
    }

    /** The same on a clock that is so far ahead of the machine's. */
    static void start(Duration ahead) {
        start(InstantSource.offset(InstantSource.system(), ahead));
    }

    private static void start(InstantSource clock) {
        Map<String, String> environment = System.getenv();
        try {
            SitewardOperator operator =
                    SitewardOperator.start(Configuration.of(environment), surroundings(environment, clock));
            Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "stop"));
        } catch (StartFailure | BadConfiguration e) {
            log.debug("cannot start", e);
            end(e.getMessage());
        } catch (RuntimeException e) {
            // Threads that were started would keep a dead process alive and looking healthy.
            log.error("cannot start", e);
            end("The operator cannot start: " + e.getMessage());
        }
    }

    private static void end(@Nullable String why) {
        System.err.println("siteward: " + why);
        System.exit(1);
    }

    private static SitewardOperator.Surroundings surroundings(Map<String, String> environment, InstantSource clock) {
        String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("dev");
        Config kubernetes = Kubeconfig.find(environment);
        // What Kubernetes notes in an object, and in its audit log, of who wrote.
        kubernetes.setUserAgent("siteward/" + version);
        return new SitewardOperator.Surroundings(
                kubernetes,
                DefaultCredentialsProvider.builder().build(),
                environment,
                environment.getOrDefault("HOSTNAME", "local"),
                version,
                clock,
                System::nanoTime,
                new SecureRandom(),
                List.of(),
                Main::pause,
                why -> new Thread(() -> end(why), "end").start());
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
