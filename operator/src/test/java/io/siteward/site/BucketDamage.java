package io.siteward.site;

import java.util.function.BiConsumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** What somebody does behind our back to a bucket that Siteward had closed. */
enum BucketDamage {
    LOCKS_TAKEN_AWAY((s3, bucket) -> s3.deletePublicAccessBlock(request -> request.bucket(bucket))),
    PUBLIC_ACLS_NOT_BLOCKED((s3, bucket) -> block(s3, bucket, false, true, true, true)),
    PUBLIC_ACLS_NOT_IGNORED((s3, bucket) -> block(s3, bucket, true, false, true, true)),
    PUBLIC_POLICIES_NOT_BLOCKED((s3, bucket) -> block(s3, bucket, true, true, false, true)),
    PUBLIC_BUCKETS_NOT_RESTRICTED((s3, bucket) -> block(s3, bucket, true, true, true, false)),
    OWNED_BY_UPLOADERS((s3, bucket) -> own(s3, bucket, ObjectOwnership.OBJECT_WRITER)),
    OWNERSHIP_CONTROLS_GONE((s3, bucket) -> s3.deleteBucketOwnershipControls(request -> request.bucket(bucket))),
    LISTED_BY_EVERYBODY((s3, bucket) -> {
        openToAcls(s3, bucket);
        s3.putBucketAcl(request -> request.bucket(bucket).acl("public-read-write"));
    }),
    OBJECT_READ_BY_EVERYBODY((s3, bucket) -> {
        openToAcls(s3, bucket);
        s3.putObject(
                request -> request.bucket(bucket).key("a.html").acl(ObjectCannedACL.PUBLIC_READ),
                RequestBody.fromString("a"));
    }),
    READ_BY_EVERYBODY((s3, bucket) -> {
        s3.deletePublicAccessBlock(request -> request.bucket(bucket));
        policy(s3, bucket, allow(bucket, "\"*\"", ""));
    }),
    READ_BY_ANOTHER_ACCOUNT((s3, bucket) -> policy(s3, bucket, allow(bucket, "{\"AWS\":\"444455556666\"}", ""))),
    READ_BY_ANY_DISTRIBUTION((s3, bucket) -> policy(
            s3,
            bucket,
            cloudFront(bucket, "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:cloudfront::*:distribution/*\"}"))),
    READ_BY_THE_ACCOUNTS_DISTRIBUTIONS((s3, bucket) ->
            policy(s3, bucket, cloudFront(bucket, "\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}"))),
    READ_BY_ANOTHER_DISTRIBUTION((s3, bucket) -> policy(
            s3,
            bucket,
            cloudFront(
                    bucket,
                    "\"StringEquals\":{\"AWS:SourceArn\":\"arn:aws:cloudfront::111122223333:distribution/EOTHER\"}"))),
    READ_BY_ANY_SERVICE(
            (s3, bucket) -> policy(s3, bucket, cloudFront(bucket, "\"Null\":{\"aws:SourceArn\":\"true\"}"))),
    POLICY_GONE((s3, bucket) -> s3.deleteBucketPolicy(request -> request.bucket(bucket))),
    OPEN_IN_EVERY_WAY((s3, bucket) -> {
        OBJECT_READ_BY_EVERYBODY.doTo(s3, bucket);
        LISTED_BY_EVERYBODY.doTo(s3, bucket);
        policy(
                s3,
                bucket,
                allow(bucket, "\"*\"", "") + "," + allow(bucket, "{\"AWS\":\"444455556666\"}", "") + ","
                        + cloudFront(bucket, "\"Bool\":{\"aws:SecureTransport\":\"true\"}"));
    });

    // Each is a lambda that holds no state; the type cannot say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiConsumer<S3Client, String> deed;

    BucketDamage(BiConsumer<S3Client, String> deed) {
        this.deed = deed;
    }

    void doTo(S3Client s3, String bucket) {
        deed.accept(s3, bucket);
    }

    private static void block(
            S3Client s3, String bucket, boolean acls, boolean ignore, boolean policy, boolean restrict) {
        s3.putPublicAccessBlock(request -> request.bucket(bucket)
                .publicAccessBlockConfiguration(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(acls)
                        .ignorePublicAcls(ignore)
                        .blockPublicPolicy(policy)
                        .restrictPublicBuckets(restrict)
                        .build()));
    }

    private static void openToAcls(S3Client s3, String bucket) {
        s3.deletePublicAccessBlock(request -> request.bucket(bucket));
        own(s3, bucket, ObjectOwnership.OBJECT_WRITER);
    }

    private static void own(S3Client s3, String bucket, ObjectOwnership ownership) {
        s3.putBucketOwnershipControls(request -> request.bucket(bucket)
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ownership)
                        .build())));
    }

    static void policy(S3Client s3, String bucket, String statements) {
        s3.putBucketPolicy(request ->
                request.bucket(bucket).policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}"));
    }

    static String cloudFront(String bucket, String condition) {
        return allow(bucket, "{\"Service\":\"cloudfront.amazonaws.com\"}", ",\"Condition\":{" + condition + "}");
    }

    private static String allow(String bucket, String principal, String more) {
        return "{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":\"s3:GetObject\",\"Resource\":"
                + "\"arn:aws:s3:::" + bucket + "/*\"" + more + "}";
    }
}
