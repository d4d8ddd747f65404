package io.siteward.aws.s3;

import io.siteward.graph.Deletion;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;

/** What a bucket holds: objects, versions that were replaced, and delete markers. */
public final class BucketContents {
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

    private final S3Client s3;
    private final BucketRef bucket;

    public BucketContents(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * How much there is on the first page of the list, of 1,000 entries.
     *
     * @param more whether there are further pages
     */
    public record Count(long objects, long oldVersions, long deleteMarkers, boolean more) {
        public boolean isEmpty() {
            return objects + oldVersions + deleteMarkers == 0;
        }

        /** For people, for example {@code at least 600 objects, 300 old versions and 100 delete markers}. */
        public String describe() {
            return String.format(
                    "%s%,d object%s, %,d old version%s and %,d delete marker%s",
                    more ? "at least " : "",
                    objects,
                    plural(objects),
                    oldVersions,
                    plural(oldVersions),
                    deleteMarkers,
                    plural(deleteMarkers));
        }

        /** The answer to whoever wants such a bucket deleted. */
        public Deletion.Refused refusal(BucketRef bucket) {
            return new Deletion.Refused(
                    "BucketNotEmpty",
                    "The bucket " + bucket.name() + " holds " + describe()
                            + ": empty it, or set spec.forceDestroy to true, or spec.deletionPolicy to Retain");
        }

        private static String plural(long count) {
            return count == 1 ? "" : "s";
        }
    }

    /** Looks at the first page; a bucket that does not exist holds nothing. */
    public Count count() {
        try {
            ListObjectVersionsResponse page = firstPage();
            long objects = page.versions().stream()
                    .filter(version -> Boolean.TRUE.equals(version.isLatest()))
                    .count();
            return new Count(
                    objects,
                    page.versions().size() - objects,
                    page.deleteMarkers().size(),
                    Boolean.TRUE.equals(page.isTruncated()));
        } catch (FailedCall e) {
            if (e.is("NoSuchBucket")) {
                return new Count(0, 0, 0, false);
            }
            throw e;
        }
    }

    /**
     * Removes what stands on the first page, for good. It needs no memory: whatever was removed is not there at the next
     * call.
     *
     * @return whether there was more than one page
     * @throws FailedCall also when S3 removes nothing of the page, with the reason for the first object
     */
    boolean removeBatch() {
        ListObjectVersionsResponse page = firstPage();
        List<ObjectIdentifier> batch = identifiers(page);
        if (batch.isEmpty()) {
            return false;
        }
        List<S3Error> errors = s3.deleteObjects(DeleteObjectsRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .delete(Delete.builder().objects(batch).quiet(true).build())
                        .build())
                .errors();
        if (errors.size() == batch.size()) {
            throw stuck(errors.get(0));
        }
        return Boolean.TRUE.equals(page.isTruncated());
    }

    private ListObjectVersionsResponse firstPage() {
        return s3.listObjectVersions(ListObjectVersionsRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .build());
    }

    private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse page) {
        Stream<ObjectIdentifier> versions = page.versions().stream().map(BucketContents::identifier);
        Stream<ObjectIdentifier> markers = page.deleteMarkers().stream()
                .map(marker -> ObjectIdentifier.builder()
                        .key(marker.key())
                        .versionId(marker.versionId())
                        .build());
        return Stream.concat(versions, markers).toList();
    }

    private static ObjectIdentifier identifier(ObjectVersion version) {
        return ObjectIdentifier.builder()
                .key(version.key())
                .versionId(version.versionId())
                .build();
    }

    private static FailedCall stuck(S3Error error) {
        boolean passes = error.code().equals("InternalError") || error.code().equals("SlowDown");
        return new FailedCall(new Failure(
                passes ? Failure.Kind.RETRIABLE : Failure.Kind.TERMINAL,
                error.code(),
                "The bucket cannot be emptied; for the object " + error.key() + " S3 says: " + error.message(),
                AFTER_A_REFUSAL,
                null));
    }
}
