package io.siteward;

import io.siteward.config.BadConfiguration;
import io.siteward.config.Configuration;
import java.security.SecureRandom;
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
        Map<String, String> environment = System.getenv();
        try {
            SitewardOperator operator =
                    SitewardOperator.start(Configuration.of(environment), surroundings(environment));
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

    private static SitewardOperator.Surroundings surroundings(Map<String, String> environment) {
        return new SitewardOperator.Surroundings(
                Kubeconfig.find(environment),
                DefaultCredentialsProvider.builder().build(),
                environment,
                environment.getOrDefault("HOSTNAME", "local"),
                Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("dev"),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom(),
                List.of(),
                why -> new Thread(() -> end(why), "end").start());
    }
}
