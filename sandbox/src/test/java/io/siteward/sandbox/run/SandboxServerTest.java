package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What a sandbox answers about itself, with an operator that only sleeps. */
class SandboxServerTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    private Sandbox sandbox;
    private SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        for (String folder : new String[] {"crds", "docs"}) {
            Files.createSymbolicLink(home.resolve(folder), Path.of("..", folder).toRealPath());
        }
        Path jar = home.resolve("operator/target/siteward-operator.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
        Path java = Files.writeString(home.resolve("java"), "#!/bin/sh\nexec sleep 600\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        sandbox = Sandbox.start(new Sandbox.Plan(home, home, Optional.empty(), 0, java, Map.of(), Fixture.CLOCK));
        server = SandboxServer.start(sandbox);
    }

    @AfterEach
    void stop() {
        server.close();
        sandbox.close();
    }

    @Test
    void saysWhatItsTimeIsAndWhereItsPagesAre() {
        RunningSandbox found = RunningSandbox.find(
                        Map.of(RunningSandbox.VARIABLE, server.uri().toString()))
                .orElseThrow();
        assertThat(found.now()).isEqualTo(Fixture.CLOCK.instant());
        assertThat(found.origin("E1ABC")).isEqualTo(sandbox.aws().origin("E1ABC"));
        assertThat(RunningSandbox.find(Map.of())).isEmpty();
    }

    @Test
    void letsDaysPassForAwsAndForAnOperatorThatIsStartedAnew() throws Exception {
        long before = sandbox.operator().pid();
        HttpResponse<String> answer = post("/clock?forward=8d");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("It is 2026-01-09T00:00:00Z now. The operator was started anew.\n");
        assertThat(timeInAws()).isEqualTo("2026-01-09T00:00:00Z");
        assertThat(sandbox.operator().pid()).isNotEqualTo(before);
        sandbox.operator().checkAlive();
    }

    @Test
    void sumsUpWhatWasLetPass() throws Exception {
        post("/clock?forward=8d");
        assertThat(post("/clock?forward=7m").body()).startsWith("It is 2026-01-09T00:07:00Z now.");
    }

    @Test
    void letsNothingPassWhenItIsNotToldHowMuch() throws Exception {
        long before = sandbox.operator().pid();
        HttpResponse<String> answer = post("/clock?forward=week");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "A time is a whole number from 1 on with s, m, h or d after it, such as 15m, and not \"week\". Say POST"
                                + " /clock?forward=8d.\n");
        assertThat(post("/clock").statusCode()).isEqualTo(400);
        assertThat(post("/").statusCode()).isEqualTo(200);
        assertThat(post("/other").statusCode()).isEqualTo(404);
        assertThat(timeInAws()).isEqualTo(Fixture.CLOCK.instant());
        assertThat(sandbox.operator().pid()).isEqualTo(before);
    }

    private Instant timeInAws() {
        SsmClient ssm = sandbox.aws().ssm("eu-central-1");
        ssm.putParameter(
                put -> put.name("now").value("now").type(ParameterType.STRING).overwrite(true));
        return ssm.getParameter(get -> get.name("now")).parameter().lastModifiedDate();
    }

    private HttpResponse<String> post(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.uri() + path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
