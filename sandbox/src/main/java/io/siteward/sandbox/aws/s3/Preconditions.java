package io.siteward.sandbox.aws.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/**
 * The conditions of a read. A match of the ETag outweighs the dates.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html">Conditional reads</a>
 */
record Preconditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    static Preconditions of(GetObjectRequest request) {
        return new Preconditions(
                request.ifMatch(), request.ifNoneMatch(), request.ifModifiedSince(), request.ifUnmodifiedSince());
    }

    static Preconditions of(HeadObjectRequest request) {
        return new Preconditions(
                request.ifMatch(), request.ifNoneMatch(), request.ifModifiedSince(), request.ifUnmodifiedSince());
    }

    void check(ObjectVersion version) {
        // Headers carry whole seconds.
        Instant modified = version.lastModified().truncatedTo(ChronoUnit.SECONDS);
        boolean met = ifMatch != null
                ? names(ifMatch, version)
                : ifUnmodifiedSince == null || !modified.isAfter(ifUnmodifiedSince);
        if (!met) {
            throw preconditionFailed();
        }
        boolean unchanged = ifNoneMatch != null
                ? names(ifNoneMatch, version)
                : ifModifiedSince != null && !modified.isAfter(ifModifiedSince);
        if (unchanged) {
            throw S3Refusal.of("NotModified", "Not Modified");
        }
    }

    static boolean names(String condition, ObjectVersion version) {
        return condition.equals("*")
                || condition.replace("\"", "").equals(version.eTag().replace("\"", ""));
    }

    static RuntimeException preconditionFailed() {
        return S3Refusal.of("PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }
}
