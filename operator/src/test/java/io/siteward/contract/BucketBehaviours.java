package io.siteward.contract;

import static io.siteward.contract.Side.answer;
import static io.siteward.contract.Side.read;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets coming, being found and going. */
final class BucketBehaviours {
    static final String DOCS = "docs-example-com";

    private BucketBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of(
                        "a bucket is in the region of its location constraint", "eu-central-1, eu-central-1", side -> {
                            S3Client s3 = withBucket(side);
                            return s3.headBucket(head -> head.bucket(DOCS)).bucketRegion() + ", "
                                    + s3.getBucketLocation(get -> get.bucket(DOCS))
                                            .locationConstraintAsString();
                        }),
                Behaviour.of("a bucket in us-east-1 has no location constraint", "", side -> {
                    S3Client s3 = side.s3InUsEast1();
                    s3.createBucket(create -> create.bucket(DOCS));
                    return String.valueOf(
                            s3.getBucketLocation(get -> get.bucket(DOCS)).locationConstraintAsString());
                }),
                Behaviour.of(
                                "us-east-1 is no location constraint",
                                "400 InvalidLocationConstraint",
                                side -> answer(() -> side.s3InUsEast1().createBucket(in("us-east-1"))))
                        .againstTheModel(),
                Behaviour.of(
                                "a region that is none is no location constraint",
                                "400 InvalidLocationConstraint",
                                side -> answer(() -> side.s3InUsEast1().createBucket(in("eu-nowhere-1"))))
                        .againstTheModel()
                        .motoShows("ok", MotoGap.MODEL),
                Behaviour.of(
                        "a location constraint must be where the request is sent",
                        "400 IllegalLocationConstraintException",
                        side -> answer(() -> side.s3().createBucket(in("eu-west-1")))),
                Behaviour.of(
                                "a name with a reserved prefix is refused",
                                "400 InvalidBucketName",
                                side -> answer(
                                        () -> side.s3InUsEast1().createBucket(create -> create.bucket("xn--docs"))))
                        .motoShows("ok", "moto reserves no prefixes"),
                Behaviour.of("one's own bucket cannot be made again", "409 BucketAlreadyOwnedByYou", side -> {
                    S3Client s3 = withBucket(side);
                    return answer(() -> s3.createBucket(in("eu-central-1")));
                }),
                Behaviour.of("one's own bucket can be made again in us-east-1", "ok", side -> {
                    S3Client s3 = side.s3InUsEast1();
                    s3.createBucket(create -> create.bucket(DOCS));
                    return answer(() -> s3.createBucket(create -> create.bucket(DOCS)));
                }),
                Behaviour.of("tags in the create call are the bucket's", "kind=site", side -> {
                            S3Client s3 = side.s3();
                            s3.createBucket(create -> create.bucket(DOCS)
                                    .createBucketConfiguration(configuration -> configuration
                                            .locationConstraint("eu-central-1")
                                            .tags(Tag.builder()
                                                    .key("kind")
                                                    .value("site")
                                                    .build())));
                            return tags(s3);
                        })
                        .motoShows("404 NoSuchTagSet", "moto drops the tags of CreateBucket"),
                Behaviour.of(
                        "a bucket that is not there has no head",
                        "404 NoSuchBucket",
                        side -> answer(() -> side.s3().headBucket(head -> head.bucket(DOCS)))),
                Behaviour.of(
                        "a bucket that is not there has no settings",
                        "404 NoSuchBucket",
                        side -> answer(() -> side.s3().getBucketVersioning(get -> get.bucket(DOCS)))),
                Behaviour.of(
                        "a bucket that is not there cannot be deleted",
                        "404 NoSuchBucket",
                        side -> answer(() -> side.s3().deleteBucket(delete -> delete.bucket(DOCS)))),
                Behaviour.of("an empty bucket is deleted", "ok, 404 NoSuchBucket", side -> {
                    S3Client s3 = withBucket(side);
                    return answer(() -> s3.deleteBucket(delete -> delete.bucket(DOCS))) + ", "
                            + answer(() -> s3.getBucketTagging(get -> get.bucket(DOCS)));
                }),
                Behaviour.of("a bucket with an object is not deleted", "409 BucketNotEmpty", side -> {
                    S3Client s3 = withBucket(side);
                    s3.putObject(put -> put.bucket(DOCS).key("a"), RequestBody.fromString("a"));
                    return answer(() -> s3.deleteBucket(delete -> delete.bucket(DOCS)));
                }),
                Behaviour.of(
                        "a bucket with a delete marker and old versions is not deleted", "409 BucketNotEmpty", side -> {
                            S3Client s3 = withBucket(side);
                            s3.putBucketVersioning(
                                    put -> put.bucket(DOCS).versioningConfiguration(v -> v.status("Enabled")));
                            s3.putObject(put -> put.bucket(DOCS).key("a"), RequestBody.fromString("a"));
                            s3.deleteObject(delete -> delete.bucket(DOCS).key("a"));
                            return answer(() -> s3.deleteBucket(delete -> delete.bucket(DOCS)));
                        }),
                Behaviour.of("a bucket with only a delete marker is not deleted", "409 BucketNotEmpty", side -> {
                            S3Client s3 = withBucket(side);
                            s3.putBucketVersioning(
                                    put -> put.bucket(DOCS).versioningConfiguration(v -> v.status("Enabled")));
                            s3.deleteObject(delete -> delete.bucket(DOCS).key("a"));
                            return answer(() -> s3.deleteBucket(delete -> delete.bucket(DOCS)));
                        })
                        .motoShows("ok", "moto counts no delete markers"),
                Behaviour.of("who expects another owner is refused", "403 AccessDenied", side -> {
                            S3Client s3 = withBucket(side);
                            return answer(() -> s3.getBucketVersioning(
                                    get -> get.bucket(DOCS).expectedBucketOwner("444455556666")));
                        })
                        .motoShows("ok", "moto does not look at the expected owner"),
                Behaviour.of("one's buckets are listed", "a-site, b-site", side -> {
                    S3Client s3 = side.s3InUsEast1();
                    s3.createBucket(create -> create.bucket("b-site"));
                    s3.createBucket(create -> create.bucket("a-site"));
                    return s3.listBuckets().buckets().stream()
                            .map(bucket -> bucket.name())
                            .sorted()
                            .collect(Collectors.joining(", "));
                }));
    }

    /** A client whose bucket is there. */
    static S3Client withBucket(Side side) {
        S3Client s3 = side.s3();
        s3.createBucket(in("eu-central-1"));
        return s3;
    }

    static String tags(S3Client s3) {
        return read(() -> s3.getBucketTagging(get -> get.bucket(DOCS)).tagSet().stream()
                .map(tag -> tag.key() + "=" + tag.value())
                .sorted()
                .collect(Collectors.joining(", ")));
    }

    private static CreateBucketRequest in(String location) {
        return CreateBucketRequest.builder()
                .bucket(DOCS)
                .createBucketConfiguration(configuration -> configuration.locationConstraint(location))
                .build();
    }
}
