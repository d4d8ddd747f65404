package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectTest {
    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    @BeforeEach
    void makeBucket() {
        aws.bucket("docs");
    }

    private S3Client s3() {
        return aws.client();
    }

    private String put(String key, String content) {
        return s3().putObject(request -> request.bucket("docs").key(key), RequestBody.fromString(content))
                .versionId();
    }

    private ResponseBytes<GetObjectResponse> get(String key) {
        return s3().getObjectAsBytes(request -> request.bucket("docs").key(key));
    }

    private void versioning(String status) {
        s3().putBucketVersioning(
                        request -> request.bucket("docs").versioningConfiguration(versions -> versions.status(status)));
    }

    @Test
    void comesBackAsItWasPut() {
        s3().putObject(
                        request -> request.bucket("docs")
                                .key("a b/ü+.html")
                                .contentType("text/html")
                                .cacheControl("max-age=60")
                                .metadata(Map.of("Author", "me")),
                        RequestBody.fromString("hello"));

        ResponseBytes<GetObjectResponse> object = get("a b/ü+.html");
        HeadObjectResponse head =
                s3().headObject(request -> request.bucket("docs").key("a b/ü+.html"));

        assertThat(object.asUtf8String()).isEqualTo("hello");
        assertThat(object.response().contentType()).isEqualTo("text/html");
        assertThat(object.response().metadata()).containsExactly(Map.entry("author", "me"));
        assertThat(object.response().serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(object.response().lastModified()).isEqualTo(aws.clock.instant());
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
        assertThat(head.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(head.contentLength()).isEqualTo(5);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html */
    @Test
    void isReadUnderConditions() {
        put("a", "hello");
        String eTag = get("a").response().eTag();

        assertThatThrownBy(() -> s3().getObjectAsBytes(
                                request -> request.bucket("docs").key("a").ifNoneMatch(eTag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3().getObjectAsBytes(
                                request -> request.bucket("docs").key("a").ifMatch("\"other\"")));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
    @Test
    void isWrittenUnderConditions() {
        put("a", "hello");

        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3().putObject(
                                request -> request.bucket("docs").key("a").ifNoneMatch("*"),
                                RequestBody.fromString("again")));
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3().putObject(
                                request -> request.bucket("docs").key("a").ifMatch("\"other\""),
                                RequestBody.fromString("again")));
        assertThat(get("a").asUtf8String()).isEqualTo("hello");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
    @Test
    void isReadInRanges() {
        put("a", "hello");

        assertThat(range("bytes=1-2").asUtf8String()).isEqualTo("el");
        assertThat(range("bytes=3-").asUtf8String()).isEqualTo("lo");
        assertThat(range("bytes=-2").asUtf8String()).isEqualTo("lo");
        assertThat(range("bytes=-2").response().contentRange()).isEqualTo("bytes 3-4/5");
        assertRefused(416, "InvalidRange", () -> range("bytes=9-"));
    }

    private ResponseBytes<GetObjectResponse> range(String range) {
        return s3().getObject(request -> request.bucket("docs").key("a").range(range), ResponseTransformer.toBytes());
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
    @Test
    void isMissingByAnErrorOfItsOwn() {
        assertThatThrownBy(() -> get("a")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(
                        () -> s3().headObject(request -> request.bucket("docs").key("a")))
                .isInstanceOf(NoSuchKeyException.class);
        s3().deleteObject(request -> request.bucket("docs").key("a"));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
    @Test
    void hasAKeyOfAtMost1024Bytes() {
        put("k".repeat(1024), "");

        assertRefused(400, "KeyTooLongError", () -> put("ü".repeat(513), ""));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
    @Test
    void carriesAtMostTwoKilobytesOfMetadata() {
        assertRefused(
                400,
                "MetadataTooLarge",
                () -> s3().putObject(
                                request -> request.bucket("docs").key("a").metadata(Map.of("m", "x".repeat(2048))),
                                RequestBody.empty()));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html */
    @Test
    void staysBehindADeleteMarkerWhereVersionsAreKept() {
        versioning("Enabled");
        String version = put("a", "one");
        put("a", "two");

        DeleteObjectResponse deleted =
                s3().deleteObject(request -> request.bucket("docs").key("a"));

        assertThat(deleted.deleteMarker()).isTrue();
        assertThatThrownBy(() -> get("a")).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3().getObjectAsBytes(
                                request -> request.bucket("docs").key("a").versionId(version))
                        .asUtf8String())
                .isEqualTo("one");
        assertRefused(
                405,
                "MethodNotAllowed",
                () -> s3().getObjectAsBytes(
                                request -> request.bucket("docs").key("a").versionId(deleted.versionId())));

        s3().deleteObject(request -> request.bucket("docs").key("a").versionId(deleted.versionId()));
        assertThat(get("a").asUtf8String()).isEqualTo("two");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html */
    @Test
    void replacesTheVersionWithoutAnIdWhereVersioningIsSuspended() {
        put("a", "before");
        versioning("Enabled");
        put("a", "kept");
        versioning("Suspended");
        put("a", "after");
        s3().deleteObject(request -> request.bucket("docs").key("a"));

        ListObjectVersionsResponse listed = s3().listObjectVersions(request -> request.bucket("docs"));

        assertThat(listed.versions())
                .hasSize(1)
                .allSatisfy(version -> assertThat(version.versionId()).isNotEqualTo("null"));
        assertThat(listed.deleteMarkers())
                .extracting(DeleteMarkerEntry::versionId)
                .containsExactly("null");
    }

    @Test
    void isListedWithAllItsVersionsPageByPage() {
        versioning("Enabled");
        IntStream.range(0, 5).forEach(i -> put("b", "v" + i));
        put("a", "x");
        s3().deleteObject(request -> request.bucket("docs").key("c"));

        List<ListObjectVersionsResponse> pages =
                s3()
                        .listObjectVersionsPaginator(
                                request -> request.bucket("docs").maxKeys(2))
                        .stream()
                        .toList();

        assertThat(pages).hasSize(4);
        assertThat(pages.stream().flatMap(page -> page.versions().stream()).map(ObjectVersion::key))
                .containsExactly("a", "b", "b", "b", "b", "b");
        assertThat(pages.stream().flatMap(page -> page.versions().stream()).filter(ObjectVersion::isLatest))
                .hasSize(2);
        assertThat(pages.get(3).deleteMarkers()).hasSize(1);
    }

    @Test
    void isListedByPrefixAndDelimiter() {
        List.of("a/1", "a/2", "b", "c/1", "c/2/x", "d e").forEach(key -> put(key, ""));

        var all = s3().listObjectsV2Paginator(
                        request -> request.bucket("docs").delimiter("/").maxKeys(1));
        assertThat(all.commonPrefixes().stream().map(prefix -> prefix.prefix())).containsExactly("a/", "c/");
        assertThat(all.contents().stream().map(object -> object.key())).containsExactly("b", "d e");

        var below =
                s3().listObjects(request -> request.bucket("docs").prefix("c/").delimiter("/"));
        assertThat(below.contents()).extracting(object -> object.key()).containsExactly("c/1");
        assertThat(below.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("c/2/");
        assertThat(s3().listObjectsV2(request ->
                                request.bucket("docs").startAfter("c/2/x").encodingType("url"))
                        .contents())
                .extracting(object -> object.key())
                .containsExactly("d e");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
    @Test
    void isNotListedFromAVersionWithoutItsKey() {
        assertRefused(
                400,
                "InvalidArgument",
                () -> s3().listObjectVersions(request -> request.bucket("docs").versionIdMarker("v")));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
    @Test
    void goesWithOthersAThousandAtATime() {
        versioning("Enabled");
        List<ObjectIdentifier> ids = IntStream.range(0, 3)
                .mapToObj(i -> ObjectIdentifier.builder()
                        .key("k" + i)
                        .versionId(put("k" + i, ""))
                        .build())
                .toList();

        assertThat(s3().deleteObjects(request -> request.bucket("docs").delete(all -> all.objects(ids)))
                        .deleted())
                .hasSize(3);
        assertThat(s3().listObjectVersions(request -> request.bucket("docs")).versions())
                .isEmpty();

        List<ObjectIdentifier> tooMany = IntStream.range(0, 1001)
                .mapToObj(i -> ObjectIdentifier.builder().key("k" + i).build())
                .toList();
        assertRefused(
                400,
                "MalformedXML",
                () -> s3().deleteObjects(request -> request.bucket("docs").delete(all -> all.objects(tooMany))));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
    @Test
    void isCopiedWithOrWithoutItsMetadata() {
        s3().putObject(
                        request -> request.bucket("docs").key("a").contentType("text/css"),
                        RequestBody.fromString("x", StandardCharsets.UTF_8));

        s3().copyObject(request -> request.sourceBucket("docs")
                .sourceKey("a")
                .destinationBucket("docs")
                .destinationKey("b"));
        assertThat(get("b").response().contentType()).isEqualTo("text/css");

        assertRefused(
                400,
                "InvalidRequest",
                () -> s3().copyObject(request -> request.sourceBucket("docs")
                        .sourceKey("a")
                        .destinationBucket("docs")
                        .destinationKey("a")));
        s3().copyObject(request -> request.sourceBucket("docs")
                .sourceKey("a")
                .destinationBucket("docs")
                .destinationKey("a")
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("text/plain"));
        assertThat(get("a").response().contentType()).isEqualTo("text/plain");
    }
}
