package io.siteward.sandbox.aws.s3;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** What every group of calls has: the way into a bucket, past its existence, its owner and its rules of access. */
interface BucketEntry extends S3Client {
    /**
     * Carries out an operation on a bucket while nothing else changes it.
     *
     * @param expectedOwner the account the caller takes for the owner; null when it does not care
     * @param action what the caller must be allowed to do
     */
    <R> R on(String bucket, @Nullable String expectedOwner, String action, Function<Bucket, R> operation);

    /** The same for an action on an object, which need not exist. */
    <R> R onObject(
            String bucket, @Nullable String expectedOwner, String action, String key, Function<Bucket, R> operation);

    /** The same without asking what the caller may do: the operation asks itself. */
    <R> R inside(String bucket, @Nullable String expectedOwner, Function<Bucket, R> operation);

    /** Whether the caller may also do this, within an operation. */
    boolean mayAlso(Bucket bucket, String action, String resource);

    boolean ownedByCaller(Bucket bucket);

    Instant now();

    /** A version id that no version has yet, or the one of objects without versions. */
    String nextVersionId(Bucket bucket);
}
