package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.CallRecord;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With which of a site's keys {@code siteward sign} signs, and where it finds them. */
class KeyThatSignsTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: shared}
            spec: {region: eu-central-1, privatePaths: ["/members/*"], signingKeyRefs: [%s]}
            status: {url: "https://d222222abcdef8.cloudfront.net/", distributionId: E2ABC, accountId: "111122223333"}
            """;
    private static final String KEY = """
            apiVersion: siteward.io/v1alpha1
            kind: SigningKey
            metadata: {name: %s}
            spec: {region: eu-central-1, store: {%s: {}}, longestLifetimeSeconds: 7200}
            status: {%s}
            """;

    @TempDir
    private Path directory;

    private SignedWorld world;
    private Map<String, String> environment;

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
    void theFirstOfSeveralSigns() {
        site("{name: docs-key}, {name: second}");
        usable("second", "K2");

        assertThat(sign("shared")).contains("&Key-Pair-Id=K1&");
    }

    @Test
    void aKeyThatIsNotReadyGivesWayToTheNext() {
        site("{name: new}, {name: second}");
        world.apply(KEY.formatted("new", "parameterStore", ""));
        usable("second", "K2");

        assertThat(sign("shared")).contains("&Key-Pair-Id=K2&");
    }

    @Test
    void aKeyOfAnotherAccountGivesWayToTheNext() {
        site("{name: theirs}, {name: second}");
        world.apply(KEY.formatted("theirs", "parameterStore", "pointer: /x/current, accountId: '444455556666'"));
        usable("second", "K2");

        assertThat(sign("shared")).contains("&Key-Pair-Id=K2&");
    }

    @Test
    void aKeyThatSignsForTooShortGivesWayToTheNext() {
        site("{name: docs-key}, {name: second}");
        usable("second", "K2");

        assertThat(sign("shared", "--expires", "2h")).contains("&Key-Pair-Id=K2&");
    }

    @Test
    void aKeyThatIsNotWhereItsStatusSaysGivesWayToTheNext() {
        site("{name: lost}, {name: second}");
        world.apply(KEY.formatted("lost", "parameterStore", "pointer: /siteward/fleet/default/lost/current"));
        usable("second", "K2");

        assertThat(sign("shared")).contains("&Key-Pair-Id=K2&");
    }

    @Test
    void saysOfEachKeyWhyItDoesNotSign() {
        site("{name: gone}, {name: new}, {name: theirs}, {name: docs-key}");
        world.apply(KEY.formatted("new", "parameterStore", ""));
        world.apply(KEY.formatted("theirs", "parameterStore", "pointer: /x/current, accountId: '444455556666'"));

        assertThatThrownBy(() -> sign("shared", "--expires", "2h"))
                .hasMessageContaining("siteward: There is no SigningKey gone in namespace default of http")
                .hasMessageContaining(" SigningKey new has no key to sign with yet: see kubectl describe"
                        + " skey new. SigningKey theirs is in account 444455556666, and SecureSite shared in"
                        + " 111122223333, where it is not trusted. SigningKey docs-key signs for at most 3600 seconds");
    }

    @Test
    void theKeyThatIsAskedForSignsAndNoOther() {
        site("{name: docs-key}, {name: second}");
        usable("second", "K2");
        assertThat(sign("shared", "--key", "second")).contains("&Key-Pair-Id=K2&");

        assertThatThrownBy(() -> sign("shared", "--key", "docs-key", "--expires", "2h"))
                .hasMessageContaining("siteward: SigningKey docs-key signs for at most 3600 seconds");
        assertThatThrownBy(() -> sign("shared", "--key", "other"))
                .hasMessageContaining(
                        "siteward: SecureSite shared does not name other in signingKeyRefs, but docs-key, second.");
    }

    @Test
    void aKeyInSecretsManagerSigns() {
        site("{name: vault-key}");
        world.apply(KEY.formatted("vault-key", "secretsManager", "pointer: siteward/fleet/default/vault-key/current"));
        world.storeSecret("siteward/fleet/default/vault-key/current", SignedWorld.POINTER);
        world.storeSecret("siteward/fleet/default/vault-key/1", world.stored("K3"));

        assertThat(sign("shared")).contains("&Key-Pair-Id=K3&");
        assertThat(sign("shared", "--expires", "1h")).contains("&Key-Pair-Id=K3&");
        assertThat(world.aws.calls())
                .extracting(CallRecord::operation)
                .endsWith("GetSecretValue", "GetSecretValue", "GetSecretValue", "GetSecretValue");
    }

    @Test
    void aKeyThatSomebodyBroughtIntoSecretsManagerSigns() {
        site("{name: brought}");
        world.apply(KEY.formatted("brought", "secretsManager", "pointer: web/docs-key"));
        world.storeSecret("web/docs-key", world.stored("K4"));

        assertThat(sign("shared")).contains("&Key-Pair-Id=K4&");
    }

    @Test
    void saysWhatTheCredentialsMustBeAllowedInSecretsManager() {
        site("{name: vault-key}");
        world.apply(KEY.formatted("vault-key", "secretsManager", "pointer: siteward/fleet/default/vault-key/current"));
        environment.put("AWS_ACCESS_KEY_ID", SandboxAws.OPERATOR_ACCESS_KEY_ID);

        assertThatThrownBy(() -> sign("shared"))
                .hasMessageContaining("siteward/fleet/default/vault-key/current: secretsmanager.GetSecretValue answered"
                        + " AccessDeniedException. It takes secretsmanager:GetSecretValue on"
                        + " siteward/fleet/default/vault-key/* in eu-central-1, and kms:Decrypt");
    }

    private void site(String keys) {
        world.apply(SITE.formatted(keys));
    }

    private void usable(String name, String keyPairId) {
        String folder = "/siteward/fleet/default/" + name + "/";
        world.apply(KEY.formatted(name, "parameterStore", "accountId: '111122223333', pointer: " + folder + "current"));
        world.store(folder + "1", world.stored(keyPairId));
        world.store(folder + "current", SignedWorld.POINTER);
    }

    private String sign(String site, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = site;
        arguments[1] = "/members/a.html";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new Terminal(new Fixture().surroundings(directory), environment).sign(arguments);
    }
}
