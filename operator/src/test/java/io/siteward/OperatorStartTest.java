package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

/** What the operator needs to start, what it says when that is missing, and what its probes say when it runs. */
class OperatorStartTest {
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
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // The first look at the cluster asks for one site only, the informer for all.
        world.cluster.refuse("GET", "/securesites?resourceVersion=0", 403);

        assertThat(failure(Map.of("SITEWARD_LISTEN_PORT", String.valueOf(port))))
                .startsWith("The watches of the Kubernetes API cannot be started: ");

        new ServerSocket(port).close();
        assertThat(world.ends).isEmpty();
    }

    @Test
    void answersItsProbes() throws IOException, InterruptedException {
        SitewardOperator operator = world.start();

        assertThat(get(operator, "/healthz").body()).isEqualTo("process: ok\n");
        assertThat(get(operator, "/readyz").body()).isEqualTo("watch: ok\naws: ok\n");
        assertThat(get(operator, "/metrics").body())
                .contains("siteward_calls_total{operation=\"GetCallerIdentity\",outcome=\"ok\",service=\"sts\","
                        + "target=\"aws\"} 1.0");
    }

    @Test
    void isNotReadyWhileAwsDoesNotTakeItsCredentials() throws IOException, InterruptedException {
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
        assertThat(answer.body()).startsWith("watch: ok\naws: ").doesNotContain("aws: ok");
        assertThat(get(operator, "/healthz").statusCode()).isEqualTo(200);
    }

    private String failure(Map<String, String> settings) {
        return failure(settings, StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOURS", "secret")));
    }

    /** Why the operator does not start: one line without a stack trace. */
    private String failure(Map<String, String> settings, AwsCredentialsProvider credentials) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> world.start(settings, credentials));
        String message = Objects.requireNonNull(failure.getMessage());
        assertThat(message).hasLineCount(1).doesNotContain("Exception");
        return message;
    }

    private static HttpResponse<String> get(SitewardOperator operator, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + operator.probePort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
