package io.siteward;

import io.siteward.aws.AwsClients;
import io.siteward.config.Configuration;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** A process with the operator's AWS clients and nothing else: for each line that it reads it says whom AWS takes it for. */
final class WhoAmI {
    private WhoAmI() {}

    /** Takes no arguments, as the operator. */
    public static void main(String[] arguments) throws IOException {
        Configuration configuration = Configuration.of(Map.of());
        Gate gate = new Gate(
                Permission.SOLE_WRITER,
                new RateBudget(InstantSource.system(), configuration.rates(), configuration.otherRates()),
                List.of(),
                List.of());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (DefaultCredentialsProvider credentials =
                        DefaultCredentialsProvider.builder().build();
                AwsClients clients = new AwsClients(
                        credentials, System.getenv(), "eu-central-1", "test", 1, Duration.ofSeconds(10))) {
            while (lines.readLine() != null) {
                System.out.println(answer(clients, gate));
            }
        }
    }

    private static String answer(AwsClients clients, Gate gate) {
        try {
            String key = clients.accessKeyId();
            return key + " "
                    + clients.gated(gate, "sts", Subject.OPERATOR)
                            .sts()
                            .getCallerIdentity(request -> {})
                            .arn();
        } catch (FailedCall e) {
            return (e.failure().code() + " " + e.getCause()).replace('\n', ' ');
        }
    }
}
