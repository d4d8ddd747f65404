package io.siteward.sandbox.aws.s3;

import java.util.List;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** The buckets of an account, in pages. */
final class BucketListing {
    private static final int MAX_PAGE = 10_000;

    private BucketListing() {}

    static ListBucketsResponse page(List<Bucket> owned, String account, ListBucketsRequest request) {
        int size = request.maxBuckets() == null ? MAX_PAGE : request.maxBuckets();
        if (size < 1 || size > MAX_PAGE) {
            throw S3Refusal.invalidArgument("Argument max-buckets must be an integer between 1 and " + MAX_PAGE);
        }
        String prefix = request.prefix() == null ? "" : request.prefix();
        String after = request.continuationToken() == null ? "" : ContinuationToken.read(request.continuationToken());
        List<Bucket> rest = owned.stream()
                .filter(bucket -> bucket.name.startsWith(prefix) && bucket.name.compareTo(after) > 0)
                .filter(bucket -> request.bucketRegion() == null || bucket.region.equals(request.bucketRegion()))
                .toList();
        List<Bucket> page = rest.subList(0, Math.min(size, rest.size()));
        ListBucketsResponse.Builder answer = ListBucketsResponse.builder()
                .owner(owner -> owner.id(Acl.canonicalId(account)))
                .prefix(request.prefix())
                .buckets(page.stream().map(BucketListing::entry).toList());
        return page.size() == rest.size()
                ? answer.build()
                : answer.continuationToken(ContinuationToken.of(page.get(page.size() - 1).name))
                        .build();
    }

    private static software.amazon.awssdk.services.s3.model.Bucket entry(Bucket bucket) {
        return software.amazon.awssdk.services.s3.model.Bucket.builder()
                .name(bucket.name)
                .creationDate(bucket.createdAt)
                .bucketRegion(bucket.region)
                .bucketArn(bucket.arn())
                .build();
    }
}
