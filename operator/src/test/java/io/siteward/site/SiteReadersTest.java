package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.identity.Identity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Whom a change of the manifest lets in, and what waits for the keys of those. */
class SiteReadersTest {
    private static final String SITE = MembersOnly.SITE;
    private static final String MEMBERS = MembersOnly.MANIFEST;

    private final MembersOnly site = new MembersOnly();
    private final SiteWorld world = site.world;

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "none, SigningKeyNotFound, False",
        "applied, SigningKeyNotReady, True",
        "elsewhere, SigningKeyInAnotherAccount, False"
    })
    void isNotServedBeforeItsKeyIsThere(String key, String reason, String reconciling) {
        if (key.equals("applied")) {
            site.keys.apply("docs-key");
        } else if (key.equals("elsewhere")) {
            SigningKey ours = site.keys.apply("docs-key");
            ours.setStatus(SigningKeyStatus.empty()
                    .in("test-fleet", SiteWorld.OTHER_ACCOUNT)
                    .seeing("group", null, null, List.of()));
        }

        world.reconcile();

        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo(reason);
        assertThat(world.condition("ResolvedRefs").message()).contains("SigningKey docs-key");
        assertThat(world.condition("Ready").status()).isEqualTo("False");
        assertThat(world.condition("Reconciling").status()).isEqualTo(reconciling);
        assertThat(world.events)
                .filteredOn(event -> event.startsWith(reason))
                .hasSize(reconciling.equals("True") ? 0 : 1);
        assertThat(world.awsWrites()).contains("CreateBucket").doesNotContain("CreateDistributionWithTags");
        site.keys.make("docs-key");
        world.settled();
    }

    @Test
    void staysAsItIsWhileANewPathsKeyIsNotThere() {
        world.apply(SITE);
        site.begin();
        String before = site.config().toString();
        world.keys.clear();
        world.apply(MEMBERS + "  priceClass: PriceClass_100\n");

        world.reconcile();

        assertThat(site.config()).hasToString(before);
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.condition("Ready").status()).isEqualTo("True");
    }

    @Test
    void stillAsksForSignaturesWhenTheKeyHasGone() {
        site.begin();
        DistributionConfig before = site.config();
        world.keys.clear();
        world.apply(MEMBERS + "  priceClass: PriceClass_100\n");

        world.reconcile();

        assertThat(site.config()).isEqualTo(before);
        assertThat(world.condition("ResolvedRefs").status()).isEqualTo("False");
        assertThat(world.site.getStatus().drift()).isEmpty();
    }

    /** Another cluster keeps the key, or its status was lost. */
    @Test
    void knowsTheKeysGroupByItsNameWhereTheStatusDoesNotSay() {
        site.begin();
        Identity identity = new Identity("test-fleet", "SigningKey", "web", "other-key");
        String group = site.keys.makeGroup("other-key", "siteward-key-" + identity.hash());
        site.keys.apply("other-key");

        world.apply(MEMBERS.replace("docs-key", "other-key"));
        world.settled();

        assertThat(site.config()
                        .cacheBehaviors()
                        .items()
                        .get(0)
                        .trustedKeyGroups()
                        .items())
                .containsExactly(group);
    }

    @Test
    void tellsNotThatMoreMayReadWhileTheChangeIsHeldBack() {
        site.begin();
        world.apply(MEMBERS.replace("}]", "}, {name: other-key}]").replace("/members/*", "/other/*"));

        world.reconcile();

        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.events).noneSatisfy(event -> assertThat(event).startsWith("MoreMayRead"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "everybody may read what fits /members/* and no other private path | ''",
                "everybody may read what fits /members/* and no other private path"
                        + " | signingKeyRefs: [{name: docs-key}] / privatePaths: [/other/*]",
                "what fits /members/* opens with signatures for the key groups"
                        + " | signingKeyRefs: [{name: docs-key}, {name: other-key}] / privatePaths: [/members/*]"
            })
    void tellsBeforeMorePeopleMayRead(String opening, String spec) {
        site.begin();
        site.keys.make("other-key");
        world.apply(SITE
                + Stream.of(spec.replace("[/", "[\"/").replace("*]", "*\"]").split(" / "))
                        .filter(line -> !line.isBlank())
                        .map(line -> "  " + line + "\n")
                        .reduce("", String::concat));
        world.reconcile();

        assertThat(world.events)
                .filteredOn(event -> event.startsWith("MoreMayRead"))
                .singleElement()
                .asString()
                .startsWith("MoreMayRead: Distribution/docs: " + opening)
                .endsWith(", as generation 2 of the manifest is carried out.");
    }

    @Test
    void tellsThatMorePeopleMayReadWhatSomebodyElseMadePrivate() {
        site.begin();
        DistributionConfig config = site.config();
        CacheBehavior ours = config.cacheBehaviors().items().get(0);
        CacheBehavior theirs = ours.toBuilder().pathPattern("/extra/*").build();
        site.change(config.toBuilder()
                .cacheBehaviors(
                        CacheBehaviors.builder().quantity(2).items(ours, theirs).build())
                .build());

        world.reconcile();

        assertThat(world.events)
                .contains("MoreMayRead: Distribution/docs: everybody may read what fits /extra/* and no other private"
                        + " path, as what somebody else changed in AWS is set back.");
    }

    @Test
    void tellsNothingOfThatWhereFewerMayRead() {
        world.apply(SITE);
        site.begin();
        world.apply(MEMBERS);
        world.settled();
        world.apply(MEMBERS.replace("[\"/members/*\"]", "[\"/members/*\", \"/*\"]"));
        world.settled();

        assertThat(world.events).noneSatisfy(event -> assertThat(event).startsWith("MoreMayRead"));
    }
}
