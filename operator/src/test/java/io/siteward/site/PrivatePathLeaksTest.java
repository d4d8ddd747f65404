package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Requirement.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each message leads to private paths that are taken. */
class PrivatePathLeaksTest {
    private static final String FOLDERS = "routing: {folderIndexes: {}}";
    private static final String SPA = "routing: {spa: {}}";

    @ParameterizedTest
    @CsvSource({
        "/a/*.html, /a/, /a/*",
        "/a/index.html, /a/, /a/*",
        "/a?/i*, /aa/, /a?/*",
        "/a/*/b/*.html, /a/a/b/, /a/*/b/*",
        "/*.html, /a/, /*",
        "/a*index.html, /a/, /*"
    })
    void sayWhatToListSoThatTheFolderOfAPrivateIndexIsPrivateToo(String pattern, String folder, String instead) {
        assertThat(problem(pattern, FOLDERS))
                .contains(new Problem(
                        "FolderIndexPrivate",
                        "routing.folderIndexes answers " + folder + " with " + folder + "index.html, and privatePaths"
                                + " makes that private but not the folder: list " + instead + " instead of " + pattern
                                + ", or leave routing.folderIndexes out"));
        assertThat(problem(instead, FOLDERS)).isEmpty();
    }

    @Test
    void sayThatTheFoldersCannotBeTold() {
        assertThat(problem("/*a????????????????z", FOLDERS)
                        .map(Problem::message)
                        .orElse(""))
                .startsWith("privatePaths are too intricate to tell whether routing.folderIndexes shows");
    }

    @ParameterizedTest
    @CsvSource({
        "/index.html, index.html, /index.html, /",
        "/*.html, index.html, /index.html, /",
        "/, index.html, /, /index.html",
        "/docs/*, docs/index.html, /docs/index.html, /"
    })
    void sayWhatToListSoThatTheRootIsAsPrivateAsItsObject(
            String pattern, String rootObject, String only, String tooMany) {
        String root = "defaultRootObject: " + rootObject;
        assertThat(problem(pattern, root))
                .contains(new Problem(
                        "RootObjectPrivate",
                        "/ is answered with /" + rootObject + ", and privatePaths makes only " + only
                                + " private: list " + tooMany + " too, or leave out " + pattern));
        assertThat(problem(pattern + "\", \"" + tooMany, root)).isEmpty();
    }

    /** Not first that / is to be listed too, which would be refused next. */
    @ParameterizedTest
    @CsvSource({"/index.html, /index.html", "/*.html, /*.html", "'/a\", \"/*.html\", \"/i*', /*.html and /i*"})
    void sayThatASinglePageApplicationIsWhollyPrivateOrNotAtItsRoot(String patterns, String culprits) {
        assertThat(problem(patterns, SPA))
                .contains(new Problem(
                        "RootObjectPrivate",
                        "routing.spa answers public paths with /index.html, and privatePaths makes it private: list /*"
                                + " to make the whole site private, or leave out " + culprits));
        assertThat(problem("/*", SPA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/*, 'list what is private instead of /*, or leave errorPages out'",
        "/a/*, 'move the page to where none of them fits, or leave out /a/*'",
        "/a/b.html, 'move the page to where none of them fits, or leave out /a/b.html'",
        "/a/*.html, 'move the page to where none of them fits, or leave out /a/*.html'",
        "'/*.html\", \"/a/*', 'move the page to where none of them fits, or leave out /*.html and /a/*'"
    })
    void sayWhereAnErrorPageMayBe(String patterns, String remedy) {
        assertThat(problem(patterns, "errorPages: [{status: 404, path: /a/b.html}]")
                        .map(Problem::message)
                        .orElse(""))
                .isEqualTo("errorPages shows /a/b.html to everybody, and privatePaths makes it private: " + remedy);
        assertThat(problem("/c/*", "errorPages: [{status: 404, path: /a/b.html}]"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/a/*", "/*.pdf", "/a?.html"})
    void findNothingWrongWithPatternsThatTakeNoIndexAlone(String pattern) {
        assertThat(problem(pattern, FOLDERS)).isEmpty();
        assertThat(problem(pattern, "errorPages: [{status: 404, path: /sorry.html}]")
                        .isPresent())
                .isEqualTo(pattern.equals("/*"));
    }

    /** @param patterns joined as in a list of quoted strings */
    private static Optional<Problem> problem(String patterns, String rest) {
        return new PrivatePathLeaks(
                        SiteWorld.parse("""
                        apiVersion: siteward.io/v1alpha1
                        kind: SecureSite
                        metadata: {name: docs}
                        spec:
                          region: eu-central-1
                          privatePaths: ["%s"]
                          %s
                        """.formatted(patterns, rest)).getSpec())
                .problem();
    }
}
