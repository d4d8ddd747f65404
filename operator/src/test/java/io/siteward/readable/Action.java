package io.siteward.readable;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that no stranger may do with a private bucket.
 *
 * @param name as policies spell it
 * @param onObjects whether it is done to an object, else to the bucket
 */
record Action(String name, boolean onObjects) {
    static final Action GET_OBJECT = new Action("s3:GetObject", true);

    private static final List<String> ON_OBJECTS = List.of(
            "s3:GetObjectVersion",
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectTorrent",
            "s3:GetObjectVersionTorrent",
            "s3:GetObjectAcl",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectAttributes",
            "s3:GetObjectTagging",
            "s3:PutObject",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:ReplicateObject",
            "s3:ReplicateDelete",
            "s3:InitiateReplication",
            "s3:ObjectOwnerOverrideToBucketOwner");

    private static final List<String> ON_BUCKETS = List.of(
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:ListBucketMultipartUploads",
            "s3:GetBucketAcl",
            "s3:GetBucketPolicy",
            "s3:PutBucketPolicy",
            "s3:DeleteBucketPolicy",
            "s3:PutBucketAcl",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketWebsite",
            "s3:PutReplicationConfiguration",
            "s3:DeleteBucket");

    static final List<Action> ALL = Stream.of(
                    Stream.of(GET_OBJECT),
                    ON_OBJECTS.stream().map(name -> new Action(name, true)),
                    ON_BUCKETS.stream().map(name -> new Action(name, false)))
            .flatMap(each -> each)
            .toList();
}
