package io.siteward.contract;

import static io.siteward.contract.BucketBehaviours.DOCS;
import static io.siteward.contract.BucketBehaviours.withBucket;
import static io.siteward.contract.SettingBehaviours.version;
import static io.siteward.contract.Side.answer;
import static io.siteward.contract.Side.read;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Objects, their versions and delete markers, as emptying a bucket meets them. */
final class ObjectBehaviours {
    private ObjectBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                of("an object comes back as it was put", "text/html <p>", s3 -> {
                    s3.putObject(
                            put -> put.bucket(DOCS).key("a").contentType("text/html"), RequestBody.fromString("<p>"));
                    var got = s3.getObjectAsBytes(get -> get.bucket(DOCS).key("a"));
                    return got.response().contentType() + " " + got.asUtf8String();
                }),
                of(
                        "an object that is not there is missing",
                        "404 NoSuchKey",
                        s3 -> read(() -> s3.getObjectAsBytes(
                                        get -> get.bucket(DOCS).key("a"))
                                .asUtf8String())),
                of(
                        "an object that is not there has no head",
                        "404 NoSuchKey",
                        s3 -> answer(
                                () -> s3.headObject(head -> head.bucket(DOCS).key("a")))),
                of(
                        "an object that is not there can be deleted",
                        "ok",
                        s3 -> answer(() ->
                                s3.deleteObject(delete -> delete.bucket(DOCS).key("a")))),
                of("objects are listed by key", "a b/c", s3 -> {
                    put(s3, "b/c");
                    put(s3, "a");
                    return s3.listObjectsV2(list -> list.bucket(DOCS)).contents().stream()
                            .map(each -> each.key())
                            .collect(Collectors.joining(" "));
                }),
                of("objects are listed a page at a time", "[a] true, [b] false", s3 -> {
                    put(s3, "a");
                    put(s3, "b");
                    var first = s3.listObjectsV2(list -> list.bucket(DOCS).maxKeys(1));
                    var second = s3.listObjectsV2(
                            list -> list.bucket(DOCS).maxKeys(1).continuationToken(first.nextContinuationToken()));
                    return Stream.of(first, second)
                            .map(page -> page.contents().stream()
                                            .map(each -> each.key())
                                            .toList() + " " + page.isTruncated())
                            .collect(Collectors.joining(", "));
                }),
                of(
                        "a versioned object stays behind its delete marker",
                        "404 NoSuchKey, versions a a, markers a",
                        s3 -> {
                            version(s3, "Enabled");
                            put(s3, "a");
                            put(s3, "a");
                            s3.deleteObject(delete -> delete.bucket(DOCS).key("a"));
                            return read(() -> s3.getObjectAsBytes(
                                            get -> get.bucket(DOCS).key("a"))) + ", " + versions(s3);
                        }),
                of("a delete marker that is deleted uncovers the object", "ok, versions a, markers ", s3 -> {
                    version(s3, "Enabled");
                    put(s3, "a");
                    String marker = s3.deleteObject(
                                    delete -> delete.bucket(DOCS).key("a"))
                            .versionId();
                    s3.deleteObject(delete -> delete.bucket(DOCS).key("a").versionId(marker));
                    return answer(() -> s3.headObject(head -> head.bucket(DOCS).key("a"))) + ", " + versions(s3);
                }),
                of("an object from before versioning has the version null", "null", s3 -> {
                    put(s3, "a");
                    version(s3, "Enabled");
                    return s3.listObjectVersions(list -> list.bucket(DOCS))
                            .versions()
                            .get(0)
                            .versionId();
                }),
                of("a suspended bucket replaces the version null", "versions a a, markers ", s3 -> {
                            put(s3, "a");
                            version(s3, "Enabled");
                            put(s3, "a");
                            version(s3, "Suspended");
                            put(s3, "a");
                            return versions(s3);
                        })
                        .motoShows(
                                "versions a, markers ",
                                "moto forgets the versions of a bucket whose versioning is suspended"),
                of(
                        "versions and markers are deleted together, which empties the bucket",
                        "2, versions , markers , ok",
                        s3 -> {
                            version(s3, "Enabled");
                            put(s3, "a");
                            s3.deleteObject(delete -> delete.bucket(DOCS).key("a"));
                            List<ObjectIdentifier> all = identifiers(s3.listObjectVersions(list -> list.bucket(DOCS)));
                            int deleted = s3.deleteObjects(
                                            delete -> delete.bucket(DOCS).delete(objects -> objects.objects(all)))
                                    .deleted()
                                    .size();
                            return deleted + ", " + versions(s3) + ", "
                                    + answer(() -> s3.deleteBucket(delete -> delete.bucket(DOCS)));
                        }),
                of("more than a thousand objects are not deleted at a time", "400 MalformedXML", s3 -> {
                            List<ObjectIdentifier> many = Stream.iterate(0, i -> i < 1001, i -> i + 1)
                                    .map(i -> ObjectIdentifier.builder()
                                            .key("k" + i)
                                            .build())
                                    .toList();
                            return answer(() -> s3.deleteObjects(
                                    delete -> delete.bucket(DOCS).delete(objects -> objects.objects(many))));
                        })
                        .motoShows("ok", "moto deletes any number"));
    }

    private static Behaviour of(String name, String expected, Function<S3Client, String> trial) {
        return Behaviour.of(name, expected, side -> trial.apply(withBucket(side)));
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(put -> put.bucket(DOCS).key(key), RequestBody.fromString(key));
    }

    private static String versions(S3Client s3) {
        ListObjectVersionsResponse listed = s3.listObjectVersions(list -> list.bucket(DOCS));
        return "versions " + listed.versions().stream().map(each -> each.key()).collect(Collectors.joining(" "))
                + ", markers "
                + listed.deleteMarkers().stream().map(each -> each.key()).collect(Collectors.joining(" "));
    }

    private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse listed) {
        return Stream.concat(
                        listed.versions().stream()
                                .map(each -> ObjectIdentifier.builder()
                                        .key(each.key())
                                        .versionId(each.versionId())),
                        listed.deleteMarkers().stream()
                                .map(each -> ObjectIdentifier.builder()
                                        .key(each.key())
                                        .versionId(each.versionId())))
                .map(ObjectIdentifier.Builder::build)
                .toList();
    }
}
