package io.siteward.site;

import io.siteward.crd.v1alpha1.ErrorPage;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.graph.Requirement.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a spec would show somebody without a signature a private object under another path. CloudFront chooses by the
 * path that was asked for whether a signature is needed; what a root object, a function or an error page puts in its
 * place is not asked for again. Pure.
 */
final class PrivatePathLeaks {
    private final SecureSiteSpec spec;
    private final PrivatePaths paths;

    PrivatePathLeaks(SecureSiteSpec spec) {
        this.spec = spec;
        this.paths = new PrivatePaths(spec.privatePaths());
    }

    /** The first of them; empty when there is none. */
    Optional<Problem> problem() {
        // What only a wider pattern mends comes before what naming one more path mends.
        return errorPage()
                .or(this::encodedErrorPage)
                .or(this::spa)
                .or(this::folderIndex)
                .or(this::rootObject);
    }

    private Optional<Problem> errorPage() {
        return spec.errorPages().stream()
                .map(ErrorPage::path)
                .filter(paths::cover)
                .findFirst()
                .map(path -> new Problem(
                        "ErrorPagePrivate",
                        "errorPages shows " + path + " to everybody, and privatePaths makes it private: "
                                + (paths.areWholeSite()
                                        ? "list what is private instead of /*, or leave errorPages out"
                                        : "move the page to where none of them fits, or leave out "
                                                + allThatCover(path))));
    }

    /** S3 decodes a path that CloudFront has compared as it is, and no function sees the request for an error page. */
    private Optional<Problem> encodedErrorPage() {
        return spec.errorPages().stream()
                .map(ErrorPage::path)
                .filter(path -> !paths.isEmpty() && path.indexOf('%') >= 0)
                .findFirst()
                .map(path -> new Problem(
                        "ErrorPagePrivate",
                        "errorPages shows " + path + " to everybody, which could be a private object in another"
                                + " spelling: with privatePaths, give the page a path without %"));
    }

    private Optional<Problem> spa() {
        String root = "/" + spec.defaultRootObject();
        boolean rewrites = spec.routing() != null && spec.routing().spa() != null;
        return rewrites && !paths.areWholeSite() && paths.cover(root)
                ? Optional.of(new Problem(
                        "RootObjectPrivate",
                        "routing.spa answers public paths with " + root + ", and privatePaths makes it private: list"
                                + " /* to make the whole site private, or leave out " + allThatCover(root)))
                : Optional.empty();
    }

    /** But for {@code /} itself, of which {@link #rootObject()} tells. */
    private Optional<Problem> folderIndex() {
        boolean rewrites = spec.routing() != null && spec.routing().folderIndexes() != null;
        List<String> withRoot = new ArrayList<>(spec.privatePaths());
        withRoot.add("/");
        return rewrites && !paths.isEmpty() && !paths.areWholeSite()
                ? new PrivatePaths(withRoot)
                        .publicFolderOfPrivate(spec.defaultRootObject())
                        .map(this::folderIndex)
                : Optional.empty();
    }

    private Problem folderIndex(String folder) {
        String index = folder + spec.defaultRootObject();
        String found = patternsThatCover(index)
                .findFirst()
                .map(pattern -> crossing(folder, index, pattern))
                .orElse("privatePaths are too intricate to tell whether routing.folderIndexes shows something private"
                        + " under a public path: list fewer, list /*");
        return new Problem("FolderIndexPrivate", found + ", or leave routing.folderIndexes out");
    }

    /** The index is a name without a slash, so what a pattern has before its last one fits the folder. */
    private static String crossing(String folder, String index, String pattern) {
        return "routing.folderIndexes answers " + folder + " with " + index
                + ", and privatePaths makes that private but"
                + " not the folder: list " + pattern.substring(0, pattern.lastIndexOf('/') + 1) + "* instead of "
                + pattern;
    }

    /** AWS does not say whether the pattern that decides about {@code /} is matched with it or with the root object. */
    private Optional<Problem> rootObject() {
        String root = "/" + spec.defaultRootObject();
        if (spec.defaultRootObject().isEmpty() || paths.cover("/") == paths.cover(root)) {
            return Optional.empty();
        }
        String isPrivate = paths.cover("/") ? "/" : root;
        String isPublic = paths.cover("/") ? root : "/";
        return Optional.of(new Problem(
                "RootObjectPrivate",
                "/ is answered with " + root + ", and privatePaths makes only " + isPrivate + " private: list "
                        + isPublic + " too, or leave out " + allThatCover(isPrivate)));
    }

    private String allThatCover(String path) {
        return patternsThatCover(path).collect(Collectors.joining(" and "));
    }

    private Stream<String> patternsThatCover(String path) {
        return spec.privatePaths().stream().filter(pattern -> new PrivatePaths(List.of(pattern)).cover(path));
    }
}
