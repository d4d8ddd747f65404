package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.wire.WireClients;
import io.siteward.sandbox.signing.SignRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** The function that signs, behind the route that stands for API Gateway and Lambda. */
class SignRouteTest {
    private static final String ASKED = "{\"path\": \"/members/a.html\", \"expiresInSeconds\": 600}";

    private static final String SHARED = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: shared}
            spec: {region: eu-central-1, privatePaths: ["/members/*"], signingKeyRefs: [{name: %s}]}
            status: {url: "https://d222222abcdef8.cloudfront.net/", distributionId: E2ABC}
            """;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private SignedWorld world;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        world = new SignedWorld(directory, clock);
        SignRoute route = new SignRoute(
                world.cluster::manifests,
                world.aws::origin,
                world.aws.signerRole()::mayRead,
                OperatorEnvironment.ofTheSigner(world.aws.uri()),
                clock);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String[] site = exchange.getRequestURI().getPath().substring(1).split("/", -1);
                route.answer(exchange, new SignRoute.Site(site[0], site[1]));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        world.close();
    }

    @Test
    void signsForAMemberWhatTheDistributionAnswersHere() throws Exception {
        HttpResponse<String> answer = post("docs", "Bearer members", ASKED);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .contains(
                        "\"url\":\"http://e1abc.cloudfront.localhost:", "/members/a.html?Expires=1767226200&Signature=")
                .contains("Key-Pair-Id=K1");
    }

    @Test
    void signsWithTheFirstKeyThatIsReady() throws Exception {
        world.apply(SHARED.formatted("gone}, {name: docs-key"));

        assertThat(post("shared", "Bearer members", ASKED).body()).contains("Key-Pair-Id=K1");
    }

    @Test
    void signsWithAKeyInSecretsManager() throws Exception {
        world.apply("""
                apiVersion: siteward.io/v1alpha1
                kind: SigningKey
                metadata: {name: vault-key}
                spec: {region: eu-central-1, store: {secretsManager: {}}, longestLifetimeSeconds: 3600}
                status: {pointer: siteward/fleet/default/vault-key/current}
                """);
        world.storeSecret("siteward/fleet/default/vault-key/current", SignedWorld.POINTER);
        world.storeSecret("siteward/fleet/default/vault-key/1", world.stored("K3"));
        world.apply(SHARED.formatted("vault-key"));

        assertThat(post("shared", "Bearer members", ASKED).body()).contains("Key-Pair-Id=K3");
        assertThat(world.aws.calls())
                .filteredOn(call -> call.operation().equals("GetSecretValue"))
                .hasSize(2)
                .extracting(CallRecord::caller)
                .allMatch(caller -> caller.isSameIdentityAs(SignerRole.CALLER));
    }

    @ParameterizedTest
    @CsvSource({"parameterStore, /web/own-key", "secretsManager, web/own-key"})
    void signsWithAKeyThatSomebodyBrought(String store, String name) throws Exception {
        world.apply("""
                apiVersion: siteward.io/v1alpha1
                kind: SigningKey
                metadata: {name: own-key}
                spec:
                  region: eu-central-1
                  source: {existing: {publicKeyIds: [K4], privateKeyName: %2$s}}
                  store: {%1$s: {}}
                  longestLifetimeSeconds: 3600
                status: {pointer: %2$s}
                """.formatted(store, name));
        if (name.startsWith("/")) {
            world.store(name, world.stored("K4"));
        } else {
            world.storeSecret(name, world.stored("K4"));
        }
        world.apply(SHARED.formatted("own-key"));

        assertThat(post("shared", "Bearer members", ASKED).body()).contains("Key-Pair-Id=K4");
        assertThat(asSigner("/web/other-key")).isEqualTo("AccessDeniedException");
    }

    @Test
    void signsForASiteOfAnotherNamespaceWithTheKeyThatIsThere() throws Exception {
        world.apply("web", """
                apiVersion: siteward.io/v1alpha1
                kind: SigningKey
                metadata: {name: docs-key}
                spec: {region: eu-central-1, longestLifetimeSeconds: 3600}
                status: {pointer: /siteward/fleet/web/docs-key/current}
                """);
        world.store("/siteward/fleet/web/docs-key/current", SignedWorld.POINTER);
        world.store("/siteward/fleet/web/docs-key/1", world.stored("K5"));
        world.apply("web", SHARED.formatted("docs-key").replace("name: shared", "name: docs"));

        assertThat(post("web/docs", "Bearer members", ASKED).body()).contains("Key-Pair-Id=K5");
        assertThat(post("docs", "Bearer members", ASKED).body()).contains("Key-Pair-Id=K1");
    }

    @Test
    void readsNoKeyWithWhichItDoesNotSign() throws Exception {
        post("docs", "Bearer members", ASKED);
        world.store("/siteward/fleet/default/other-key/1", world.stored("K6"));
        world.store("/web/own-key", world.stored("K7"));

        assertThat(asSigner("/siteward/fleet/default/docs-key/current")).isEqualTo("read");
        assertThat(asSigner("/siteward/fleet/default/other-key/1")).isEqualTo("AccessDeniedException");
        assertThat(asSigner("/web/own-key")).isEqualTo("AccessDeniedException");
    }

    private String asSigner(String parameter) {
        try (WireClients clients = new WireClients(world.aws.uri(), SandboxAws.SIGNER_ACCESS_KEY_ID);
                SsmClient ssm = clients.ssm(Region.EU_CENTRAL_1)) {
            ssm.getParameter(get -> get.name(parameter).withDecryption(true));
            return "read";
        } catch (SsmException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    @Test
    void readsTheKeyOverTheWireWithARoleThatMayReadAndNothingElse() throws Exception {
        world.aws.forgetCalls();
        post("docs", "Bearer members", ASKED);
        assertThat(world.aws.calls())
                .hasSize(2)
                .allMatch(call -> call.operation().equals("GetParameter"))
                .extracting(CallRecord::caller)
                .allMatch(caller -> caller.isSameIdentityAs(SignerRole.CALLER));
    }

    @Test
    void readsTheKeyAnewWhenAMinuteHasPassedOnTheSandboxesClock() throws Exception {
        post("docs", "Bearer members", ASKED);
        world.aws.forgetCalls();
        clock.advance(Duration.ofSeconds(59));
        post("docs", "Bearer members", ASKED);
        assertThat(world.aws.calls()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        post("docs", "Bearer members", ASKED);
        assertThat(world.aws.calls()).hasSize(2);
    }

    @Test
    void refusesWhoIsNoMember() throws Exception {
        HttpResponse<String> nobody = post("docs", "", ASKED);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(post("docs", "Bearer guests", ASKED).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesOtherPathsAndLifetimesAboveThatOfTheKey() throws Exception {
        assertThat(post("docs", "Bearer members", "{\"path\": \"/guide/\", \"expiresInSeconds\": 600}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("docs", "Bearer members", "{\"path\": \"/members/\", \"expiresInSeconds\": 3601}")
                        .body())
                .contains("expiresInSeconds is at most 3600");
    }

    @Test
    void letsThePageOfTheSiteAskFromABrowser() throws Exception {
        String page = world.aws.origin("E1ABC");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address("docs"))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", page)
                        .header("Access-Control-Request-Method", "POST")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(page);
    }

    @Test
    void hasNoFunctionForASiteThatNeedsNone() throws Exception {
        HttpResponse<String> answer = post("blog", "Bearer members", ASKED);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("There is no SecureSite blog in namespace default");
    }

    private HttpResponse<String> post(String site, String authorization, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(site))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String site) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"
                + (site.contains("/") ? site : "default/" + site));
    }
}
