package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.wire.ViewerResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;
import software.amazon.awssdk.services.s3.S3Client;

/** What of a site is private: who is shown it, and what is done while its keys are not there. */
class SitePrivatePathTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec:
              region: eu-central-1
            """;
    private static final String KEY = "  signingKeyRefs: [{name: docs-key}]\n";
    private static final String MEMBERS = SITE + KEY + "  privatePaths: [\"/members/*\"]\n";
    private static final String SECRET = "for members only";

    private SiteWorld world = new SiteWorld(MEMBERS);
    private SiteKeys keys = new SiteKeys(world);
    private SiteVisitor visitor = new SiteVisitor(world);

    @AfterEach
    void close() {
        world.close();
    }

    private void begin(String manifest) {
        world.close();
        world = new SiteWorld(manifest);
        keys = new SiteKeys(world);
        visitor = new SiteVisitor(world);
        keys.make("docs-key");
        world.settled();
    }

    static Stream<String> sites() {
        return Stream.of("", "  routing: {spa: {}}\n", "  routing: {folderIndexes: {}}\n")
                .flatMap(routing -> Stream.of("", "  errorPages: [{status: 404, path: /404.html}]\n")
                        .map(routing::concat))
                .flatMap(rest -> Stream.of(
                        "  privatePaths: [\"/members/*\"]\n" + rest,
                        "  privatePaths: [\"/m?mbers/*\", \"/*.pdf\"]\n" + rest,
                        "  privatePaths: [\"/members/*\"]\n  defaultRootObject: \"start.html\"\n" + rest));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void showsNoPrivateByteToWhoHasNoSignature(String spec) {
        begin(SITE + KEY + spec);
        uploadAll();

        for (String path : List.of(
                "/members",
                "/members/",
                "/members/index.html",
                "/members/start.html",
                "/members/a.html",
                "/members%2Fa.html",
                "/members%2fa.html",
                "/members%5Ca.html",
                "/members\\a.html",
                "/%6Dembers/a.html",
                "/%6dembers%2Fa.html",
                "/members%252Fa.html",
                "//members/a.html",
                "//members%2Fa.html",
                "/members//a.html",
                "/x/../members/a.html",
                "/x/..%2Fmembers/a.html",
                "/x/..%2Fmembers%2Fa.html",
                "/./members/a.html",
                "/.%2Fmembers%2Fa.html",
                "/members/./a.html",
                "/members/%2E/a.html",
                "/%2E%2E/members%2Fa.html",
                "/members%C0%AFa.html",
                "/members%2Fa%2Ehtml",
                "/members%2F",
                "/members%2Findex.html",
                "/MEMBERS/a.html",
                "/members/a.html?Expires=99999999999&Signature=x&Key-Pair-Id=K1")) {
            assertThat(visitor.get(path).body().asUtf8String()).as(path).doesNotContain(SECRET);
        }
        assertThat(visitor.get("/open.html").body().asUtf8String()).isEqualTo("for all");
    }

    private void uploadAll() {
        for (String name : List.of("index.html", "start.html", "a.html", "", "a b.html")) {
            visitor.upload("members/" + name, SECRET);
        }
        for (String name : List.of("open.html", "index.html", "start.html", "404.html", "caf\u00e9.html", "a b.html")) {
            visitor.upload(name, "for all");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mémbers/a.pdf", "/m%C3%A9mbers/a.html", "/m%20mbers/a.html", "/m%3Fmbers/a.html"})
    void showsNothingOfWhatAQuestionMarkStandsForHoweverItIsEncoded(String path) {
        begin(SITE + KEY + "  privatePaths: [\"/m?mbers/*\"]\n");
        visitor.upload("m\u00e9mbers/a.pdf", SECRET);
        visitor.upload("m\u00e9mbers/a.html", SECRET);
        visitor.upload("m mbers/a.html", SECRET);
        visitor.upload("m?mbers/a.html", SECRET);

        assertThat(visitor.get(path).body().asUtf8String()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({"/caf%C3%A9.html", "/a%20b.html"})
    void answersPublicPathsThatNeedAnEncoding(String path) {
        begin(MEMBERS);
        uploadAll();

        assertThat(visitor.get(path).body().asUtf8String()).isEqualTo("for all");
    }

    @ParameterizedTest
    @CsvSource({
        "/members/a.html, ''",
        "/members/a%20b.html, ''",
        "/members/, '  routing: {folderIndexes: {}}'",
        "/members/team, '  routing: {spa: {}}'"
    })
    void showsWhatIsSignedFor(String path, String routing) {
        begin(MEMBERS + routing + "\n");
        uploadAll();
        String url = "https://" + visitor.host() + path;

        ViewerResponse answer = visitor.get(path + "?" + keys.signature("docs-key", url));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().asUtf8String()).isEqualTo(routing.contains("spa") ? "for all" : SECRET);
    }

    @Test
    void showsNothingAtAllOfASiteThatIsWhollyPrivate() {
        begin(SITE + KEY + "  privatePaths: [\"/*\"]\n  routing: {folderIndexes: {}}\n");
        uploadAll();

        for (String path : List.of("/", "/index.html", "/open.html", "/members/", "/nothing", "//", "/%2F")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ErrorPagePrivate | privatePaths: [/members/*] | errorPages: [{status: 404, path: /members/404.html}]",
                "ErrorPagePrivate | privatePaths: [/members/*] | errorPages: [{status: 404, path: /members%2Fa.html}]",
                "ErrorPagePrivate | privatePaths: [/*] | errorPages: [{status: 500, path: /sorry.html}]",
                "RootObjectPrivate | privatePaths: [/index.html] | ipv6: true",
                "RootObjectPrivate | privatePaths: [/] | ipv6: true",
                "RootObjectPrivate | privatePaths: [/, /index.html] | routing: {spa: {}}",
                "RootObjectPrivate | privatePaths: [/*.html] | ipv6: true",
                "FolderIndexPrivate | privatePaths: [/a/*.html] | routing: {folderIndexes: {}}",
                "FolderIndexPrivate | privatePaths: [/a/index.html] | routing: {folderIndexes: {}}"
            })
    void isRefusedWhereAPublicPathWouldShowAPrivateObject(String reason, String paths, String rest) {
        keys.make("docs-key");
        world.forget();
        world.apply(SITE + KEY + "  "
                + paths.replace("[", "[\"").replace(", ", "\", \"").replace("]", "\"]") + "\n  " + rest + "\n");

        world.reconcile();

        assertThat(world.condition("Accepted").reason()).isEqualTo(reason);
        assertThat(world.awsWrites()).isEmpty();
    }

    @Test
    void saysThatA404PageHidesWhyNothingIsShown() {
        begin(MEMBERS + "  errorPages: [{status: 404, path: /404.html}]\n");

        assertThat(world.condition("Accepted").status()).isEqualTo("True");
        assertThat(world.condition("Accepted").message()).contains("without a valid signature", "404");
        world.apply(MEMBERS);
        world.settled();
        assertThat(world.condition("Accepted").message()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "none, SigningKeyNotFound, False",
        "applied, SigningKeyNotReady, True",
        "elsewhere, SigningKeyInAnotherAccount, False"
    })
    void isNotServedBeforeItsKeyIsThere(String key, String reason, String reconciling) {
        if (key.equals("applied")) {
            keys.apply("docs-key");
        } else if (key.equals("elsewhere")) {
            SigningKey ours = keys.apply("docs-key");
            ours.setStatus(SigningKeyStatus.empty()
                    .in("test-fleet", SiteWorld.OTHER_ACCOUNT)
                    .seeing("group", null, null, List.of()));
        }

        world.reconcile();

        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo(reason);
        assertThat(world.condition("ResolvedRefs").message()).contains("SigningKey docs-key");
        assertThat(world.condition("Ready").status()).isEqualTo("False");
        assertThat(world.condition("Reconciling").status()).isEqualTo(reconciling);
        assertThat(world.awsWrites()).contains("CreateBucket").doesNotContain("CreateDistributionWithTags");
        keys.make("docs-key");
        world.settled();
    }

    @Test
    void staysAsItIsWhileANewPathsKeyIsNotThere() {
        begin(SITE);
        String before = config().toString();
        world.keys.clear();
        world.apply(MEMBERS + "  priceClass: PriceClass_100\n");

        world.reconcile();

        assertThat(config()).hasToString(before);
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.condition("Ready").status()).isEqualTo("True");
    }

    @Test
    void stillAsksForSignaturesWhenTheKeyHasGone() {
        begin(MEMBERS);
        DistributionConfig before = config();
        world.keys.clear();
        world.apply(MEMBERS + "  priceClass: PriceClass_100\n");

        world.reconcile();

        assertThat(config()).isEqualTo(before);
        assertThat(world.condition("ResolvedRefs").status()).isEqualTo("False");
        assertThat(world.site.getStatus().drift()).isEmpty();
    }

    /** Another cluster keeps the key, or its status was lost. */
    @Test
    void knowsTheKeysGroupByItsNameWhereTheStatusDoesNotSay() {
        begin(MEMBERS);
        Identity identity = new Identity("test-fleet", "SigningKey", "web", "other-key");
        String group = keys.makeGroup("other-key", "siteward-key-" + identity.hash());
        keys.apply("other-key");

        world.apply(MEMBERS.replace("docs-key", "other-key"));
        world.settled();

        assertThat(config().cacheBehaviors().items().get(0).trustedKeyGroups().items())
                .containsExactly(group);
    }

    @Test
    void takesAwayWhatSomebodyElseOpened() {
        begin(MEMBERS);
        CacheBehavior ours = config().cacheBehaviors().items().get(0);
        CacheBehavior open = ours.toBuilder()
                .pathPattern("/members/a*")
                .trustedKeyGroups(
                        TrustedKeyGroups.builder().enabled(false).quantity(0).build())
                .build();
        change(config().toBuilder()
                .cacheBehaviors(
                        CacheBehaviors.builder().quantity(2).items(open, ours).build())
                .build());
        world.reconcile();

        assertThat(config().cacheBehaviors().items())
                .extracting(CacheBehavior::pathPattern)
                .containsExactly("/members/*");
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).contains("DriftFound", "distribution.behaviours[/members/a*]"));
    }

    @Test
    void putsTheGroupsBackThatSomebodyElseTookAway() {
        begin(MEMBERS);
        DistributionConfig before = config();
        openByHand();

        world.reconcile();

        assertThat(config()).isEqualTo(before);
    }

    @Test
    void closesWhatSomebodyElseOpenedThoughAnotherKeyIsNotThere() {
        begin(MEMBERS);
        DistributionConfig before = config();
        world.apply(MEMBERS.replace("}]", "}, {name: other-key}]") + "  priceClass: PriceClass_100\n");
        openByHand();

        world.reconcile();

        assertThat(config()).isEqualTo(before);
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).startsWith("Protected").contains("behaviours[/members/*]"));
    }

    @Test
    void closesWhatSomebodyElseOpenedThoughAChangeOfTheManifestIsRefused() {
        begin(MEMBERS);
        DistributionConfig before = config();
        world.apply(MEMBERS + "  priceClass: PriceClass_100\n  errorPages: [{status: 404, path: /members/404.html}]\n");
        openByHand();

        world.reconcile();

        assertThat(world.condition("Accepted").reason()).isEqualTo("ErrorPagePrivate");
        assertThat(config()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/members/*"})
    void closesNothingThatAManifestWhichIsRefusedMadePrivate(String path) {
        begin(SITE);
        DistributionConfig before = config();
        world.apply(SITE + KEY + "  privatePaths: [\"" + path
                + "\"]\n  errorPages: [{status: 404, path: /members/a.html}]\n");

        world.reconcile();

        assertThat(world.condition("Accepted").reason()).isEqualTo("ErrorPagePrivate");
        assertThat(config()).isEqualTo(before);
    }

    /** The distribution waits for the locks, and what it was before is known. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void putsItsBehavioursBackThoughItsLocksCannotBe(boolean removed) {
        begin(MEMBERS);
        DistributionConfig before = config();
        world.console(S3Client.class).deletePublicAccessBlock(delete -> delete.bucket(world.bucket()));
        world.aws.add(ServerFailure.beforeEffect(Calls.of("s3", "PutPublicAccessBlock"), Integer.MAX_VALUE));
        if (removed) {
            change(before.toBuilder()
                    .cacheBehaviors(CacheBehaviors.builder().quantity(0).build())
                    .build());
        } else {
            openByHand();
        }

        world.reconcile();

        assertThat(config()).isEqualTo(before);
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).contains("DriftFound", "behaviours[/members/*]"));
    }

    private void openByHand() {
        CacheBehavior open = config().cacheBehaviors().items().get(0).toBuilder()
                .trustedKeyGroups(
                        TrustedKeyGroups.builder().enabled(false).quantity(0).build())
                .build();
        change(config().toBuilder()
                .cacheBehaviors(CacheBehaviors.builder().quantity(1).items(open).build())
                .build());
    }

    @Test
    void tellsNotThatMoreMayReadWhileTheChangeIsHeldBack() {
        begin(MEMBERS);
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
        begin(MEMBERS);
        keys.make("other-key");
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
        begin(MEMBERS);
        CacheBehavior ours = config().cacheBehaviors().items().get(0);
        CacheBehavior theirs = ours.toBuilder().pathPattern("/extra/*").build();
        change(config().toBuilder()
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
        begin(SITE);
        world.apply(MEMBERS);
        world.settled();
        world.apply(MEMBERS.replace("[\"/members/*\"]", "[\"/members/*\", \"/*\"]"));
        world.settled();

        assertThat(world.events).noneSatisfy(event -> assertThat(event).startsWith("MoreMayRead"));
    }

    private DistributionConfig config() {
        return world.console(CloudFrontClient.class)
                .getDistributionConfig(get -> get.id(world.distribution()))
                .distributionConfig();
    }

    private void change(DistributionConfig config) {
        CloudFrontClient client = world.console(CloudFrontClient.class);
        String etag = client.getDistributionConfig(get -> get.id(world.distribution()))
                .eTag();
        client.updateDistribution(
                update -> update.id(world.distribution()).ifMatch(etag).distributionConfig(config));
    }
}
