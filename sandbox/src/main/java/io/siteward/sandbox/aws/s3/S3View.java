package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.policy.AccessRequest;
import io.siteward.sandbox.aws.policy.Requester;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** S3 as one caller sees it: buckets coming, being found and going; what is inside them is in the groups of calls. */
final class S3View
        implements PublicAccessCalls, PolicyCalls, AclCalls, SettingCalls, ObjectCalls, DeletionCalls, ListingCalls {
    private final BucketRegistry buckets;
    private final Caller caller;
    private final InstantSource clock;

    S3View(BucketRegistry buckets, Caller caller, InstantSource clock) {
        this.buckets = buckets;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest request) {
        String account = caller.accountId().orElseThrow(S3Refusal::accessDenied);
        synchronized (buckets) {
            Bucket wanted = BucketCreation.bucket(request, account, caller.region(), clock.instant());
            Optional<Bucket> existing = buckets.find(wanted.name);
            existing.ifPresentOrElse(bucket -> BucketCreation.again(bucket, wanted), () -> buckets.add(wanted));
        }
        return CreateBucketResponse.builder().location("/" + request.bucket()).build();
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        return on(
                request.bucket(),
                request.expectedBucketOwner(),
                "s3:ListBucket",
                bucket -> HeadBucketResponse.builder()
                        .bucketRegion(bucket.region)
                        .bucketArn(bucket.arn())
                        .accessPointAlias(false)
                        .build());
    }

    @Override
    public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketLocation", bucket -> {
            GetBucketLocationResponse.Builder answer = GetBucketLocationResponse.builder();
            // us-east-1 has no name here.
            return bucket.region.equals(BucketCreation.US_EAST_1)
                    ? answer.build()
                    : answer.locationConstraint(bucket.region).build();
        });
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:DeleteBucket", bucket -> {
            if (!bucket.objects.isEmpty()) {
                throw S3Refusal.of(
                        "BucketNotEmpty",
                        bucket.keepsMarkers()
                                ? "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
                                : "The bucket you tried to delete is not empty");
            }
            buckets.remove(bucket);
            return DeleteBucketResponse.builder().build();
        });
    }

    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest request) {
        String account = caller.accountId().orElseThrow(S3Refusal::accessDenied);
        synchronized (buckets) {
            return BucketListing.page(buckets.ownedBy(account), account, request);
        }
    }

    @Override
    public <R> R on(String bucketName, @Nullable String expectedOwner, String action, Function<Bucket, R> operation) {
        return inside(bucketName, expectedOwner, bucket -> {
            if (!mayAlso(bucket, action, bucket.arn())) {
                throw S3Refusal.accessDenied();
            }
            return operation.apply(bucket);
        });
    }

    @Override
    public <R> R onObject(
            String bucketName,
            @Nullable String expectedOwner,
            String action,
            String key,
            Function<Bucket, R> operation) {
        return inside(bucketName, expectedOwner, bucket -> {
            if (!BucketAccess.allows(bucket, bucket.objects.live(key), asks(action, bucket.arn(key)))) {
                throw S3Refusal.accessDenied();
            }
            return operation.apply(bucket);
        });
    }

    @Override
    public <R> R inside(String bucketName, @Nullable String expectedOwner, Function<Bucket, R> operation) {
        synchronized (buckets) {
            Bucket bucket = buckets.get(bucketName);
            if (expectedOwner != null && !expectedOwner.equals(bucket.owner)) {
                throw S3Refusal.accessDenied();
            }
            return operation.apply(bucket);
        }
    }

    @Override
    public boolean mayAlso(Bucket bucket, String action, String resource) {
        return BucketAccess.allows(bucket, Optional.empty(), asks(action, resource));
    }

    /** A call through the SDK is taken to come by TLS, whatever carries it here. */
    private AccessRequest asks(String action, String resource) {
        Map<String, String> context = caller.accountId()
                .map(account -> Map.of(
                        "aws:SecureTransport",
                        "true",
                        "aws:PrincipalAccount",
                        account,
                        "aws:PrincipalArn",
                        "arn:aws:iam::" + account + ":root"))
                .orElse(Map.of("aws:SecureTransport", "true"));
        return new AccessRequest(Requester.of(caller), action, resource, context);
    }

    @Override
    public boolean ownedByCaller(Bucket bucket) {
        return caller.accountId().filter(bucket.owner::equals).isPresent();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String nextVersionId(Bucket bucket) {
        return bucket.versioned() ? buckets.nextVersionId() : ObjectVersion.NULL_VERSION;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
