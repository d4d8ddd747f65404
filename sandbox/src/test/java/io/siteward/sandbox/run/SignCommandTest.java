package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.SandboxCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
    private static final String PAGE = "https://d111111abcdef8.cloudfront.net/members/a.html";
    private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    @TempDir
    private Path directory;

    private SignedWorld world;
    private Map<String, String> environment;
    private Fixture fixture = new Fixture();

    @BeforeEach
    void start() {
        world = new SignedWorld(directory, Fixture.CLOCK);
        environment = world.environment();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void printsAUrlThatTheKeyOfTheSiteHasSignedForAQuarterOfAnHour() throws GeneralSecurityException {
        assertThat(run("docs", "/members/a.html")).isZero();
        String url = fixture.printed().strip();
        assertThat(url)
                .startsWith(PAGE + "?Expires=" + (NOW + 900) + "&Signature=")
                .endsWith("&Key-Pair-Id=K1&Hash-Algorithm=SHA256");
        assertSigned(
                "{\"Statement\":[{\"Resource\":\"" + PAGE + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                        + (NOW + 900) + "}}}]}",
                url.replaceFirst(".*&Signature=([^&]*)&.*", "$1"));
        assertThat(fixture.complained()).isEmpty();
    }

    @Test
    void printsCookiesForAllThatBeginsWithAPath() throws GeneralSecurityException {
        assertThat(run("docs", "/members/*", "--cookies", "--expires", "1h")).isZero();
        Map<String, String> cookies = new HashMap<>();
        for (String cookie : fixture.printed().strip().split("; ", -1)) {
            cookies.put(cookie.replaceFirst("=.*", ""), cookie.replaceFirst("^[^=]*=", ""));
        }
        assertThat(cookies)
                .containsOnlyKeys(
                        "CloudFront-Policy",
                        "CloudFront-Signature",
                        "CloudFront-Key-Pair-Id",
                        "CloudFront-Hash-Algorithm");
        String policy = new String(decode(cookies.getOrDefault("CloudFront-Policy", "")), StandardCharsets.UTF_8);
        assertThat(policy).contains("\"https://d111111abcdef8.cloudfront.net/members/*\"", ":" + (NOW + 3600) + "}");
        assertSigned(policy, cookies.getOrDefault("CloudFront-Signature", ""));
        assertThat(fixture.complained())
                .isEqualToIgnoringNewLines("siteward: as Cookie header, this opens"
                        + " https://d111111abcdef8.cloudfront.net/members/* until 2026-01-01T01:00:00Z");
    }

    @Test
    void signsForTheAddressAndByTheClockOfTheSandboxThatIsExported() {
        try (SandboxPages sandbox = new SandboxPages(Instant.parse("2026-02-01T00:00:00Z"))) {
            environment.put(RunningSandbox.VARIABLE, sandbox.address());
            assertThat(run("docs", "/members/a.html")).isZero();
            assertThat(fixture.printed())
                    .startsWith("http://e1abc.cloudfront.localhost:4000/members/a.html?Expires=1769904900&");
        }
    }

    @Test
    void saysThatNoSandboxAnswers() {
        environment.put(RunningSandbox.VARIABLE, "http://127.0.0.1:1");
        assertRefused(
                "No sandbox answers at http://127.0.0.1:1, which SITEWARD_SANDBOX names: unset it, or export what the"
                        + " sandbox that runs says.",
                "docs",
                "/members/a.html");
    }

    @Test
    void saysThatThereIsNoSuchSiteOrKey() {
        assertRefused("There is no SecureSite blog in namespace default of http", "blog", "/members/");
        assertRefused("There is no SecureSite docs in namespace web of http", "docs", "/members/", "-n", "web");
        world.apply("""
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: blog}
                spec: {region: eu-central-1, privatePaths: ["/*"], signingKeyRefs: [{name: gone}]}
                status: {url: "https://d2.cloudfront.net/"}
                """);
        assertRefused("There is no SigningKey gone in namespace default of http", "blog", "/members/");
    }

    @Test
    void saysWhatIsWrongWithAPath() {
        assertRefused("/guide/ is not private, so there is nothing to sign:", "docs", "/guide/");
        assertRefused("The path members/ must begin with /.", "docs", "members/");
        assertRefused("The path /members/../a must have no segment . or ...", "docs", "/members/../a");
        assertRefused("/members/* is no URL but many: ask for cookies with --cookies.", "docs", "/members/*");
    }

    @Test
    void signsAPathAsABrowserSendsItAndSaysHowThatIs() {
        assertThat(run("docs", "/members/caf%C3%A9%20a.html")).isZero();
        assertThat(fixture.printed()).contains("/members/caf%C3%A9%20a.html?Expires=");
        String hint = " Write it as the viewer's browser sends it: a space is %20, an é is %C3%A9. What has one of"
                + " / \\ % ? # * in its name cannot be signed for.";
        assertRefused(
                "The path /members/a b has a character that must be percent-encoded." + hint, "docs", "/members/a b");
        assertRefused(
                "The path /members/50% must have two capital hexadecimal digits after each %." + hint,
                "docs",
                "/members/50%");
        assertThat(run("docs", "/members/50%25")).isEqualTo(1);
        assertThat(fixture.complained())
                .startsWith("siteward: The path /members/50%25 must not encode")
                .contains(hint);
    }

    @Test
    void signsForNothingOfWhichAPartIsOpen() {
        String why = " lies wholly within no private path, and would open what is made private later too: the private"
                + " paths of SecureSite docs are /members/*.";
        assertRefused("/*" + why, "docs", "/*", "--cookies");
        assertRefused("/members*" + why, "docs", "/members*", "--cookies");
    }

    @Test
    void signsForNoLongerThanTheKeyMay() {
        assertRefused(
                "SigningKey docs-key signs for at most 3600 seconds (spec.longestLifetimeSeconds), and not for 3601",
                "docs",
                "/members/",
                "--expires",
                "3601s");
        for (String time : List.of("15", "0s")) {
            assertThat(run("docs", "/members/", "--expires", time)).isEqualTo(2);
            assertThat(fixture.complained())
                    .startsWith("siteward: --expires: A time is a whole number from 1 on with s, m, h or d after it,"
                            + " such as 15m, and not \"" + time + "\". (./siteward sign --help says more)");
        }
    }

    @Test
    void saysWhatTheCredentialsMustBeAllowed() {
        environment.put("AWS_ACCESS_KEY_ID", SandboxAws.OPERATOR_ACCESS_KEY_ID);
        assertRefused(
                "The key of SigningKey docs-key cannot be read with your AWS credentials:"
                        + " /siteward/fleet/default/docs-key/current: AmazonSSM.GetParameter answered"
                        + " AccessDeniedException. It takes ssm:GetParameter on /siteward/fleet/default/docs-key/* in"
                        + " eu-central-1, and kms:Decrypt under a key of your own.",
                "docs",
                "/members/");
    }

    @Test
    void saysThatThereIsNoSuchParameterInTheAccount() {
        world.apply("""
                apiVersion: siteward.io/v1alpha1
                kind: SigningKey
                metadata: {name: lost-key}
                spec: {region: eu-central-1, longestLifetimeSeconds: 3600}
                status: {pointer: /siteward/fleet/default/lost-key/current}
                """);
        world.apply("""
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: blog}
                spec: {region: eu-central-1, privatePaths: ["/*"], signingKeyRefs: [{name: lost-key}]}
                status: {url: "https://d2.cloudfront.net/", accountId: "111122223333"}
                """);
        assertRefused(
                "The key of SigningKey lost-key cannot be read with your AWS credentials:"
                        + " /siteward/fleet/default/lost-key/current: AmazonSSM.GetParameter answered ParameterNotFound."
                        + " There is none of this name in eu-central-1 in the account of your credentials: take"
                        + " credentials of account 111122223333, or see kubectl describe skey lost-key.",
                "blog",
                "/members/");
    }

    @Test
    void saysThatKubernetesCannotBeReached() {
        assertThat(run("docs", "/members/")).isZero();
        world.cluster.close();
        assertRefused("Kubernetes at http", "docs", "/members/");
    }

    private void assertRefused(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(1);
        assertThat(fixture.complained().lines()).singleElement().asString().startsWith("siteward: " + message);
        assertThat(fixture.printed()).isEmpty();
    }

    private int run(String... arguments) {
        fixture = new Fixture();
        String[] all = new String[arguments.length + 1];
        all[0] = "sign";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return SandboxCommand.commandLine(fixture.surroundings(directory, environment))
                .execute(all);
    }

    private void assertSigned(String policy, String signature) throws GeneralSecurityException {
        Signature judge = Signature.getInstance("SHA256withECDSA");
        judge.initVerify(world.pair.getPublic());
        judge.update(policy.getBytes(StandardCharsets.UTF_8));
        assertThat(judge.verify(decode(signature))).isTrue();
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder()
                .decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
    }
}
