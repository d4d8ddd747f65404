package io.siteward.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.siteward.gate.Call;
import io.siteward.gate.Outcome;
import io.siteward.gate.Subject;
import io.siteward.graph.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeServerTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void isWellWhenEveryCheckIs() throws IOException, InterruptedException {
        try (ProbeServer server = ProbeServer.start(0, List.of(), List.of(well("aws")), registry::scrape)) {
            assertThat(get(server, "/healthz")).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("ok\n");
            });
            assertThat(get(server, "/readyz")).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("aws: ok\n");
            });
        }
    }

    @Test
    void saysInOneLineEachWhatIsWrong() throws IOException, InterruptedException {
        Check ill = new Check("crds", () -> Optional.of("securesites.siteward.io is not installed"));
        try (ProbeServer server = ProbeServer.start(0, List.of(), List.of(well("aws"), ill), registry::scrape)) {
            HttpResponse<String> answer = get(server, "/readyz");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("aws: ok\ncrds: securesites.siteward.io is not installed\n");
        }
    }

    @Test
    void showsTheFiguresOfTheGate() throws IOException, InterruptedException {
        CallMetrics calls = new CallMetrics(registry);
        Call call = new Call(Subject.OPERATOR, Call.Target.AWS, "111111111111", "s3", "HeadBucket", false);
        Failure none = new Failure(Failure.Kind.NO_TOKEN, "NoToken", "later", Duration.ZERO, null);
        calls.ended(call, Outcome.succeeded(200, "r-1"));
        calls.ended(
                call, Outcome.failed(404, new Failure(Failure.Kind.RETRIABLE, "NotFound", "", Duration.ZERO, null)));
        calls.refused(call, none);

        try (ProbeServer server = ProbeServer.start(0, List.of(), List.of(), registry::scrape)) {
            assertThat(get(server, "/metrics").body())
                    .contains("siteward_calls_total{operation=\"HeadBucket\",outcome=\"ok\",service=\"s3\","
                            + "target=\"aws\"} 1.0")
                    .contains("outcome=\"NotFound\"")
                    .contains("siteward_calls_refused_total{reason=\"NoToken\",service=\"s3\"} 1.0");
        }
    }

    private static Check well(String name) {
        return new Check(name, Optional::empty);
    }

    private static HttpResponse<String> get(ProbeServer server, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
