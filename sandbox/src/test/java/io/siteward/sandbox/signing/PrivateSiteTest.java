package io.siteward.sandbox.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.sign.rules.KeyPointer;
import io.siteward.sign.rules.SitePath;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateSiteTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String SITE = """
            metadata: {name: docs}
            spec:
              privatePaths: ["/members/*", "/*.pdf"]
              signingKeyRefs: [{name: docs-key}, {name: old-key}]
            status: {url: "https://d111111abcdef8.cloudfront.net/", distributionId: E1ABC}
            """;

    @Test
    void isWhatTheManifestAndItsStatusSay() {
        PrivateSite site = PrivateSite.of(yaml(SITE));
        assertThat(site.origin()).isEqualTo("https://d111111abcdef8.cloudfront.net");
        assertThat(site.distributionId()).isEqualTo("E1ABC");
        assertThat(site.keys()).containsExactly("docs-key", "old-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/members/", "/members/a/b.html", "/members/*", "/members/2026/*", "/report.pdf"})
    void takesWhatLiesWhollyWithinAPrivatePath(String path) {
        assertThatCode(() -> PrivateSite.of(yaml(SITE)).expectPrivate(new SitePath(path)))
                .doesNotThrowAnyException();
    }

    @Test
    void sendsTheReaderOfAnOpenPathThere() {
        assertThatThrownBy(() -> PrivateSite.of(yaml(SITE)).expectPrivate(new SitePath("/members")))
                .isInstanceOf(CannotSign.class)
                .hasMessage("/members is not private, so there is nothing to sign: the private paths of SecureSite docs"
                        + " are /members/*, /*.pdf. Open https://d111111abcdef8.cloudfront.net/members as it is.");
        assertThatThrownBy(() -> PrivateSite.of(yaml(SITE)).expectPrivate(new SitePath("/*")))
                .hasMessage("/* lies wholly within no private path, and would open what is made private later too: the"
                        + " private paths of SecureSite docs are /members/*, /*.pdf.");
    }

    @Test
    void saysThatASiteHasNoAddressYetOrNothingPrivate() {
        assertThatThrownBy(() -> PrivateSite.of(yaml("metadata: {name: docs}")))
                .hasMessage("SecureSite docs has no address yet: see kubectl describe site docs.");
        PrivateSite open = PrivateSite.of(yaml("metadata: {name: docs}\nstatus: {url: 'https://d1.cloudfront.net/'}"));
        assertThatThrownBy(() -> open.expectPrivate(new SitePath("/a")))
                .hasMessageContaining("SecureSite docs are none.");
    }

    @Test
    void readsTheKeyWhereItsStatusSays() {
        SiteKey key = SiteKey.of(yaml("""
                metadata: {name: docs-key}
                spec: {region: eu-west-1, store: {parameterStore: {}}, longestLifetimeSeconds: 3600}
                status: {pointer: /siteward/f/default/docs-key/current}
                """), PrivateSite.of(yaml(SITE)));
        assertThat(key.longest()).isEqualTo(Duration.ofHours(1));
        assertThat(key.pointer())
                .isEqualTo(new KeyPointer(
                        KeyPointer.Store.PARAMETER_STORE,
                        "/siteward/f/default/docs-key/current",
                        "eu-west-1",
                        Duration.ofMinutes(1)));
    }

    @Test
    void saysWhyThereIsNoKeyYet() {
        assertThatThrownBy(() -> SiteKey.of(yaml("""
                metadata: {name: docs-key}
                spec: {region: eu-west-1}
                status: {conditions: [{type: Ready, status: "False", reason: QuotaReached}]}
                """), PrivateSite.of(yaml(SITE))))
                .isInstanceOf(CannotSign.class)
                .hasMessage("SigningKey docs-key has no key to sign with yet (QuotaReached): see kubectl describe skey"
                        + " docs-key.");
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
