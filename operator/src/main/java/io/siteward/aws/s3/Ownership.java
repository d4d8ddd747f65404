package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Observation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;

/**
 * Who owns what others upload to the bucket. {@code BucketOwnerEnforced} switches access control lists off altogether,
 * so that only policies count.
 */
public final class Ownership implements BucketAspect<Ownership.Rule, Ownership.Rule> {
    private final S3Client s3;
    private final BucketRef bucket;

    public Ownership(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * The one rule that ownership controls have.
     *
     * @param objectOwnership by S3's name, for example {@code BucketOwnerEnforced}
     */
    public record Rule(String objectOwnership) {
        public static final Rule BUCKET_OWNER_ENFORCED = new Rule("BucketOwnerEnforced");

        /** What a bucket does that has no ownership controls. */
        static final Rule OBJECT_WRITER = new Rule("ObjectWriter");
    }

    @Override
    public BucketRef bucket() {
        return bucket;
    }

    @Override
    public Observation<Rule> observe() {
        return BucketAspect.look(this::read, "OwnershipControlsNotFoundError", Rule.OBJECT_WRITER);
    }

    @Override
    public Diff diff(Rule desired, Rule observed) {
        return Diff.builder()
                .compare("ownership.objectOwnership", desired.objectOwnership, observed.objectOwnership)
                .build();
    }

    /**
     * Writes the rule. S3 refuses to switch access control lists off while one of them grants others something: then the
     * list is made private first, so that what somebody granted behind our back does not keep the repair out.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html">Object
     *     Ownership error responses</a>
     */
    @Override
    public Rule create(Rule desired) {
        try {
            put(desired);
        } catch (FailedCall e) {
            if (!e.is("InvalidBucketAclWithObjectOwnership")) {
                throw e;
            }
            s3.putBucketAcl(PutBucketAclRequest.builder()
                    .bucket(bucket.name())
                    .expectedBucketOwner(bucket.accountId())
                    .acl(BucketCannedACL.PRIVATE)
                    .build());
            put(desired);
        }
        return desired;
    }

    @Override
    public Rule update(Rule desired, Rule observed, Diff diff) {
        return create(desired);
    }

    @Override
    public boolean protects() {
        return true;
    }

    private Rule read() {
        return s3
                .getBucketOwnershipControls(GetBucketOwnershipControlsRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .build())
                .ownershipControls()
                .rules()
                .stream()
                .findFirst()
                .map(rule -> new Rule(rule.objectOwnershipAsString()))
                .orElse(Rule.OBJECT_WRITER);
    }

    private void put(Rule rule) {
        s3.putBucketOwnershipControls(PutBucketOwnershipControlsRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .ownershipControls(OwnershipControls.builder()
                        .rules(OwnershipControlsRule.builder()
                                .objectOwnership(rule.objectOwnership)
                                .build())
                        .build())
                .build());
    }
}
