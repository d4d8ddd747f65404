package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.sts.WebIdentityRoles;
import io.siteward.sandbox.aws.sts.WebIdentityRoles.Trust;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of credentials that a cluster gives to pods, in a process of its own with the variables that the cluster
 * sets. What is given holds for half a minute, so that the SDK has it renewed before each call.
 */
class CredentialKindsTest {
    private static final String ACCOUNT = "111122223333";
    private static final String ROLE = "arn:aws:iam::111122223333:role/siteward";
    private static final String ISSUER = "https://oidc.eks.eu-central-1.amazonaws.com/id/1";
    private static final String SUBJECT = "system:serviceaccount:siteward-system:siteward";
    private static final String ASSUMED = "arn:aws:sts::111122223333:assumed-role/siteward/siteward";
    private static final Duration NEARLY_A_SESSION = Duration.ofMinutes(60).minusSeconds(30);

    @TempDir
    private Path folder;

    private final Instant start = Instant.now();
    /** So late that a session of an hour has half a minute left. */
    private final VirtualClock clock = new VirtualClock(start.minus(NEARLY_A_SESSION));

    private final Credentials credentials = new Credentials();
    private final InMemorySts sts = new InMemorySts(new WebIdentityRoles(clock, credentials::register)
            .with(new Trust(ROLE, ISSUER, "sts.amazonaws.com", SUBJECT)));
    private final InMemoryAws aws = new InMemoryAws(clock, List.of(sts));
    private final AwsEndpoint endpoint = AwsEndpoint.start(aws, credentials, 0);

    CredentialKindsTest() throws IOException {}

    @AfterEach
    void close() {
        endpoint.close();
        assertThat(aws.takeViolations()).isEmpty();
    }

    /** https://docs.aws.amazon.com/eks/latest/userguide/pod-configuration.html */
    @Test
    void takesTheRoleOfItsServiceAccountAndRenewsIt() throws IOException {
        Map<String, String> injected = Map.of(
                "AWS_ROLE_ARN",
                ROLE,
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                file("token", token(SUBJECT)),
                "AWS_STS_REGIONAL_ENDPOINTS",
                "regional");
        try (Asked asked = ask(injected)) {
            String first = asked.next();
            assertThat(first).isEqualTo("ASIA0000000000000001 " + ASSUMED);
            credentials.revoke("ASIA0000000000000001");
            assertThat(asked.next()).endsWith(" " + ASSUMED).isNotEqualTo(first);
        }
    }

    /** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
    @Test
    void takesTheRoleOfItsPodAndRenewsIt() throws IOException {
        AtomicInteger given = new AtomicInteger();
        HttpServer agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/v1/credentials", exchange -> {
            boolean known = "pod token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String key = "ASIAPOD" + given.incrementAndGet();
            credentials.register(key, OperatorRole.in(ACCOUNT));
            byte[] answer = """
                    {"AccessKeyId": "%s", "SecretAccessKey": "secret", "Token": "session", "AccountId": "%s",
                     "Expiration": "%s"}""".formatted(key, ACCOUNT, start.plusSeconds(30)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, known ? answer.length : -1);
            exchange.getResponseBody().write(known ? answer : new byte[0]);
            exchange.close();
        });
        agent.start();
        Map<String, String> injected = Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + agent.getAddress().getPort() + "/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                file("pod-token", "pod token"));
        try (Asked asked = ask(injected)) {
            String first = asked.next();
            assertThat(first).isEqualTo("ASIAPOD1 " + ASSUMED);
            credentials.revoke("ASIAPOD1");
            assertThat(asked.next()).endsWith(" " + ASSUMED).isNotEqualTo(first);
        } finally {
            agent.stop(0);
        }
    }

    /** https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html */
    @Test
    void asksForTheLoginThatAnIdentityCenterProfileNeeds() throws IOException {
        String config = file("config", """
                [default]
                sso_session = firm
                sso_account_id = 111122223333
                sso_role_name = siteward
                [sso-session firm]
                sso_region = eu-central-1
                sso_start_url = https://example.awsapps.com/start
                """);
        try (Asked asked = ask(Map.of("AWS_CONFIG_FILE", config))) {
            assertThat(asked.next())
                    .startsWith("NoCredentials ")
                    .contains("sso")
                    .doesNotContain("ClassNotFound")
                    .doesNotContain("class path")
                    .doesNotContain("classpath");
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String token(String subject) {
        String claims = "{\"iss\":\"%s\",\"aud\":\"sts.amazonaws.com\",\"sub\":\"%s\",\"exp\":%d}"
                .formatted(ISSUER, subject, start.plusSeconds(600).getEpochSecond());
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    private Asked ask(Map<String, String> injected) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WhoAmI.class.getName())
                .redirectError(folder.resolve("errors").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        String nowhere = folder.resolve("nowhere").toString();
        environment.putAll(Map.of(
                "HOME",
                folder.toString(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL",
                endpoint.uri().toString(),
                "AWS_CONFIG_FILE",
                nowhere,
                "AWS_SHARED_CREDENTIALS_FILE",
                nowhere,
                "AWS_EC2_METADATA_DISABLED",
                "true"));
        environment.putAll(injected);
        return new Asked(builder.start());
    }

    /** The process, which is asked line by line. */
    private static final class Asked implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        Asked(Process process) {
            this.process = process;
            this.answers = process.inputReader(StandardCharsets.UTF_8);
        }

        /** The next line that looks like an answer, and not like a line of a log. */
        String next() {
            try {
                process.outputWriter(StandardCharsets.UTF_8).append("who\n").flush();
                String line = answers.readLine();
                while (line != null && !line.matches("(ASIA|[A-Z][A-Za-z]+ software\\.).*")) {
                    line = answers.readLine();
                }
                return line == null ? "the process ended" : line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
