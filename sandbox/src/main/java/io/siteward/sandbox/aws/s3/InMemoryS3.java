package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 for all accounts and regions of the in-memory AWS. Strongly consistent, as the real one. */
public final class InMemoryS3 implements InMemoryService<S3Client> {
    private final InstantSource clock;
    private final BucketRegistry buckets;

    public InMemoryS3(InstantSource clock) {
        this.clock = clock;
        buckets = new BucketRegistry(clock);
    }

    @Override
    public Class<S3Client> clientType() {
        return S3Client.class;
    }

    @Override
    public String signingName() {
        return "s3";
    }

    @Override
    public S3Client as(Caller caller) {
        return new S3View(buckets, caller, clock);
    }

    /** The account that owns the bucket; empty when there is no such bucket. */
    public Optional<String> owner(String bucketName) {
        synchronized (buckets) {
            return buckets.find(bucketName).map(bucket -> bucket.owner);
        }
    }

    /**
     * From now on a name cannot be used again for so long after its bucket was deleted: {@code CreateBucket} answers
     * {@code OperationAborted}. Zero, the default, switches it off.
     */
    public void reserveDeletedNamesFor(Duration time) {
        synchronized (buckets) {
            buckets.reserveDeletedNamesFor(time);
        }
    }

    /**
     * The newest version of an object, for a reader that does not use the SDK.
     *
     * @throws software.amazon.awssdk.services.s3.model.S3Exception {@code AccessDenied} (403), also for an object that
     *     is missing when the reader may not list the bucket; else {@code NoSuchKey} or {@code NoSuchBucket} (404)
     */
    public StoredObject read(ObjectReader reader, String bucketName, String key) {
        synchronized (buckets) {
            Bucket bucket = buckets.get(bucketName);
            Optional<ObjectVersion> found = bucket.objects.live(key);
            if (!BucketAccess.allows(bucket, found, reader.asks("s3:GetObject", bucket.arn(key)))) {
                throw S3Refusal.accessDenied();
            }
            return found.map(StoredObject::of).orElseThrow(() -> missing(reader, bucket));
        }
    }

    private static RuntimeException missing(ObjectReader reader, Bucket bucket) {
        boolean mayList = BucketAccess.allows(bucket, Optional.empty(), reader.asks("s3:ListBucket", bucket.arn()));
        return mayList ? S3Refusal.noSuchKey() : S3Refusal.accessDenied();
    }

    /**
     * The headers that the bucket's CORS configuration adds to an answer, for a preflight and for the request itself.
     * Empty when no rule matches: a preflight is then refused with 403, any other request answered without them.
     *
     * @param method that of the request, or what a preflight asks for
     * @param requestHeaders what a preflight asks for; empty for the request itself
     */
    public Optional<Map<String, String>> corsHeaders(
            String bucketName, String origin, String method, List<String> requestHeaders) {
        synchronized (buckets) {
            return CorsRules.headers(buckets.get(bucketName).cors, origin, method, requestHeaders);
        }
    }
}
