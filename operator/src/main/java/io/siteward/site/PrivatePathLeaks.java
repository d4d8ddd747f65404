package io.siteward.site;

import io.siteward.crd.v1alpha1.ErrorPage;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.graph.Requirement.Problem;
import java.util.Optional;

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
        return errorPage()
                .or(this::encodedErrorPage)
                .or(this::rootObject)
                .or(this::spa)
                .or(this::folderIndex);
    }

    private Optional<Problem> errorPage() {
        return spec.errorPages().stream()
                .map(ErrorPage::path)
                .filter(paths::cover)
                .findFirst()
                .map(path -> new Problem(
                        "ErrorPagePrivate",
                        "errorPages shows " + path + " to everybody, and privatePaths makes it private: move the page"
                                + (paths.areWholeSite()
                                        ? ", list what is private instead of /*, or leave errorPages out"
                                        : ", or take it out of privatePaths")));
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
                        + isPublic + " too, or neither"));
    }

    private Optional<Problem> spa() {
        String root = "/" + spec.defaultRootObject();
        boolean rewrites = spec.routing() != null && spec.routing().spa() != null;
        return rewrites && !paths.areWholeSite() && paths.cover(root)
                ? Optional.of(new Problem(
                        "RootObjectPrivate",
                        "routing.spa answers public paths with " + root + ", and privatePaths makes it private: list"
                                + " /* to make the whole site private, or take it out of privatePaths"))
                : Optional.empty();
    }

    private Optional<Problem> folderIndex() {
        boolean rewrites = spec.routing() != null && spec.routing().folderIndexes() != null;
        return rewrites && !paths.areWholeSite()
                ? paths.publicFolderOfPrivate(spec.defaultRootObject()).map(this::folderIndex)
                : Optional.empty();
    }

    private Problem folderIndex(String folder) {
        String index = folder + spec.defaultRootObject();
        return new Problem(
                "FolderIndexPrivate",
                "routing.folderIndexes answers " + folder + " with " + index + ", and privatePaths makes that private"
                        + " but not the folder: make the folder private too, for example with /members/*");
    }
}
