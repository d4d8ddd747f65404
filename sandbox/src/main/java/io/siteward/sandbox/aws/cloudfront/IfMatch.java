package io.siteward.sandbox.aws.cloudfront;

import org.jspecify.annotations.Nullable;

/** The version check in front of every update and deletion. */
final class IfMatch {
    private IfMatch() {}

    /** Refuses a version that is missing or no version at all (400), and one that is not the current one (412). */
    static void check(@Nullable String ifMatch, String etag) {
        if (ifMatch == null || !ifMatch.matches("E[A-Z0-9]+")) {
            throw Refusal.INVALID_IF_MATCH_VERSION.because(
                    "The If-Match version is missing or not valid for the resource.");
        }
        if (!ifMatch.equals(etag)) {
            throw Refusal.PRECONDITION_FAILED.because(
                    "The request failed because it didn't meet the preconditions in one or more request-header"
                            + " fields.");
        }
    }
}
