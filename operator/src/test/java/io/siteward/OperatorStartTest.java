package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

/** What the operator needs to start, what it says when that is missing, and what its probes say when it runs. */
class OperatorStartTest {
    private static final AwsCredentialsProvider OURS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOURS", "secret"));

    private final OperatorWorld<RecordingCluster> world = new OperatorWorld<>(new RecordingCluster());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void asksForTheCrdsWhereTheClusterDoesNotKnowThem() {
        world.cluster.refuse("GET", "/securesites", 404);
        assertThat(failure(Map.of())).contains("securesites.siteward.io").contains("kubectl apply -f crds/");
    }

    @Test
    void asksForTheRoleWhereItMayNotListSites() {
        world.cluster.refuse("GET", "/securesites", 403);
        assertThat(failure(Map.of())).contains("may not list securesites.siteward.io");
    }

    @Test
    void asksForTheRoleWhereItMayNotWatchSites() {
        world.cluster.refuse("GET", "watch=true", 403);
        assertThat(failure(Map.of())).contains("may not watch securesites.siteward.io");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get securesites",
                "list securesites",
                "watch securesites",
                "patch securesites",
                "patch securesites/status",
                "create events",
                "get namespaces"
            })
    void waitsForAPermissionThatIsMissingAndItsProbesSayWhich(String permission) {
        world.cluster.deny(permission);
        List<String> readiness = new ArrayList<>();
        int port = freePort();
        world.pauses = () -> {
            readiness.add(get(port, "/readyz").body());
            assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
            world.cluster.allowAll();
        };

        SitewardOperator operator = world.start(Map.of("SITEWARD_LISTEN_PORT", String.valueOf(port)), OURS);

        assertThat(readiness)
                .singleElement(STRING)
                .startsWith("permissions: The operator may not " + permission)
                .contains(": give its service account the chart's role.\nwatch: the watches have not started\n");
        assertThat(get(operator, "/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void asksForNoMoreThanWhatItsNamespacesNeed() {
        world.cluster.deny("get namespaces");
        world.start(Map.of("SITEWARD_FLEET", "ours", "SITEWARD_NAMESPACES", "default"), OURS);
    }

    @Test
    void tellsOfAPermissionThatIsTakenFromIt() {
        SitewardOperator operator = world.start();
        world.cluster.deny("patch securesites/status");
        assertThat(get(operator, "/readyz").statusCode()).isEqualTo(200);

        world.clock.advance(Duration.ofMinutes(1));

        assertThat(get(operator, "/readyz").statusCode()).isEqualTo(503);
        assertThat(get(operator, "/readyz").body())
                .startsWith("permissions: The operator may not patch securesites/status");
        assertThat(get(operator, "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsOfItAtOnceWhenAWriteWasRefused() {
        SitewardOperator operator = world.start();
        assertThat(get(operator, "/readyz").statusCode()).isEqualTo(200);
        world.cluster.deny("patch securesites");
        world.cluster.refuse("PATCH", "/securesites/docs", 403);

        world.cluster.apply("""
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: docs, namespace: web}
                spec: {region: eu-central-1}
                """);

        await("the refusal").until(() -> get(operator, "/readyz").statusCode() == 503);
    }

    @Test
    void asksForAFleetWhereItMayNotReadOne() {
        world.cluster.refuse("GET", "/namespaces/kube-system", 403);
        assertThat(failure(Map.of())).contains("kube-system").contains("SITEWARD_FLEET");
    }

    @Test
    void namesTheApiThatDoesNotAnswer() {
        String address = world.cluster.config().getMasterUrl();
        world.cluster.shutDown();
        assertThat(failure(Map.of())).contains(address).contains("kubeconfig");
    }

    @Test
    void saysThatThereAreNoCredentials() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        assertThat(failure(Map.of(), none)).startsWith("AWS cannot be used: ").contains("credentials");
    }

    @Test
    void saysThatAwsDoesNotTakeTheCredentials() {
        AwsCredentialsProvider strangers = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAX", "x"));
        assertThat(failure(Map.of(), strangers)).startsWith("AWS cannot be used: ");
    }

    @Test
    void namesTheSettingOfAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(failure(Map.of("SITEWARD_LISTEN_PORT", port)))
                    .contains(port)
                    .contains("SITEWARD_LISTEN_PORT");
        }
    }

    @Test
    void namesTheVariableOfAnEndpointThatIsNoUrl() {
        assertThat(failure(Map.of("AWS_ENDPOINT_URL", "notaurl")))
                .contains("AWS_ENDPOINT_URL=notaurl")
                .contains("http://");
    }

    @Test
    void leavesNothingOpenWhereTheWatchesCannotStart() throws IOException {
        int port = freePort();
        // The first look at the cluster asks for one site only, the informer for all.
        world.cluster.refuse("GET", "/securesites?resourceVersion=0", 403);

        assertThat(failure(Map.of("SITEWARD_LISTEN_PORT", String.valueOf(port))))
                .startsWith("The watches of the Kubernetes API cannot be started: ");

        new ServerSocket(port).close();
        assertThat(world.ends).isEmpty();
    }

    @Test
    void answersItsProbes() {
        SitewardOperator operator = world.start();

        assertThat(get(operator, "/healthz").body()).isEqualTo("process: ok\n");
        assertThat(get(operator, "/readyz").body()).isEqualTo("permissions: ok\nwatch: ok\nleases: ok\naws: ok\n");
        assertThat(get(operator, "/metrics").body())
                .contains("siteward_calls_total{operation=\"GetCallerIdentity\",outcome=\"ok\",service=\"sts\","
                        + "target=\"aws\"} 1.0");
    }

    @Test
    void isNotReadyWhileAwsDoesNotTakeItsCredentials() {
        SitewardOperator operator = world.start();
        world.aws.add(new Fault() {
            @Override
            public void before(Caller caller, String service, String operation, SdkRequest request) {
                throw StsException.builder()
                        .statusCode(403)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ExpiredToken")
                                .errorMessage("The security token included in the request is expired")
                                .build())
                        .build();
            }
        });
        world.clock.advance(Duration.ofMinutes(6));

        HttpResponse<String> answer = get(operator, "/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .startsWith("permissions: ok\nwatch: ok\nleases: ok\naws: ")
                .doesNotContain("aws: ok");
        assertThat(get(operator, "/healthz").statusCode()).isEqualTo(200);
    }

    private String failure(Map<String, String> settings) {
        return failure(settings, OURS);
    }

    /** Why the operator does not start: one line without a stack trace. */
    private String failure(Map<String, String> settings, AwsCredentialsProvider credentials) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> world.start(settings, credentials));
        String message = Objects.requireNonNull(failure.getMessage());
        assertThat(message).hasLineCount(1).doesNotContain("Exception");
        return message;
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(SitewardOperator operator, String path) {
        return get(operator.probePort(), path);
    }

    private static HttpResponse<String> get(int port, String path) {
        URI uri = URI.create("http://localhost:" + port + path);
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
