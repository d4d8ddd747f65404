package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.wire.ViewerResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a site is private, and who is shown it. */
class SitePrivatePathTest {
    private static final String SITE = MembersOnly.SITE;
    private static final String KEY = MembersOnly.KEY;
    private static final String MEMBERS = MembersOnly.MANIFEST;
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
}
