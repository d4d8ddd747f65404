package io.siteward.sandbox.aws.s3;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.ObjectVersionStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is in a bucket, in pages of at most a thousand. */
interface ListingCalls extends BucketEntry {
    @Override
    default ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:ListBucket", bucket -> {
            String after = request.continuationToken() != null
                    ? ContinuationToken.read(request.continuationToken())
                    : orEmpty(request.startAfter());
            Page.Wish wish = new Page.Wish(request.prefix(), request.delimiter(), request.maxKeys());
            Page page = Page.of(after(bucket.objects.current(), after), wish, after);
            KeyEncoding encoding = KeyEncoding.of(request.encodingType());
            return ListObjectsV2Response.builder()
                    .name(bucket.name)
                    .prefix(encoding.encode(orEmpty(request.prefix())))
                    .delimiter(encoding.encode(request.delimiter()))
                    .startAfter(encoding.encode(request.startAfter()))
                    .maxKeys(wish.size())
                    .encodingType(request.encodingType())
                    .keyCount(page.versions().size() + page.commonPrefixes().size())
                    .continuationToken(request.continuationToken())
                    .isTruncated(page.truncated())
                    .nextContinuationToken(
                            page.last().map(ContinuationToken::of).orElse(null))
                    .contents(objects(page, encoding))
                    .commonPrefixes(commonPrefixes(page, encoding))
                    .build();
        });
    }

    @Override
    default ListObjectsResponse listObjects(ListObjectsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:ListBucket", bucket -> {
            String after = orEmpty(request.marker());
            Page.Wish wish = new Page.Wish(request.prefix(), request.delimiter(), request.maxKeys());
            Page page = Page.of(after(bucket.objects.current(), after), wish, after);
            KeyEncoding encoding = KeyEncoding.of(request.encodingType());
            // Without a delimiter the caller is to go on from the last key himself.
            Optional<String> next = request.delimiter() == null ? Optional.empty() : page.last();
            return ListObjectsResponse.builder()
                    .name(bucket.name)
                    .prefix(encoding.encode(orEmpty(request.prefix())))
                    .delimiter(encoding.encode(request.delimiter()))
                    .marker(encoding.encode(after))
                    .nextMarker(encoding.encode(next.orElse(null)))
                    .maxKeys(wish.size())
                    .encodingType(request.encodingType())
                    .isTruncated(page.truncated())
                    .contents(objects(page, encoding))
                    .commonPrefixes(commonPrefixes(page, encoding))
                    .build();
        });
    }

    @Override
    default ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:ListBucketVersions", bucket -> {
            Page.Wish wish = new Page.Wish(request.prefix(), request.delimiter(), request.maxKeys());
            Page page = Page.of(remaining(bucket, request), wish, orEmpty(request.keyMarker()));
            KeyEncoding encoding = KeyEncoding.of(request.encodingType());
            return ListObjectVersionsResponse.builder()
                    .name(bucket.name)
                    .prefix(encoding.encode(orEmpty(request.prefix())))
                    .delimiter(encoding.encode(request.delimiter()))
                    .keyMarker(encoding.encode(orEmpty(request.keyMarker())))
                    .versionIdMarker(orEmpty(request.versionIdMarker()))
                    .maxKeys(wish.size())
                    .encodingType(request.encodingType())
                    .isTruncated(page.truncated())
                    .nextKeyMarker(encoding.encode(page.last().orElse(null)))
                    .nextVersionIdMarker(
                            page.lastVersion().map(ObjectVersion::versionId).orElse(null))
                    .versions(page.versions().stream()
                            .filter(version -> !version.deleteMarker())
                            .map(version -> entry(bucket, version, encoding))
                            .toList())
                    .deleteMarkers(page.versions().stream()
                            .filter(ObjectVersion::deleteMarker)
                            .map(version -> marker(bucket, version, encoding))
                            .toList())
                    .commonPrefixes(commonPrefixes(page, encoding))
                    .build();
        });
    }

    /** What follows the markers; a marker of a version goes on within its key, even when that version is gone. */
    private static Stream<ObjectVersion> remaining(Bucket bucket, ListObjectVersionsRequest request) {
        String keyMarker = orEmpty(request.keyMarker());
        String versionMarker = orEmpty(request.versionIdMarker());
        if (keyMarker.isEmpty() && !versionMarker.isEmpty()) {
            throw S3Refusal.invalidArgument("A version-id marker cannot be specified without a key marker.");
        }
        if (versionMarker.isEmpty()) {
            return after(bucket.objects.all(), keyMarker);
        }
        List<ObjectVersion> ofKey = bucket.objects
                .all()
                .filter(version -> version.key().equals(keyMarker))
                .toList();
        int seen = 1 + ofKey.stream().map(ObjectVersion::versionId).toList().indexOf(versionMarker);
        return Stream.concat(ofKey.stream().skip(seen), after(bucket.objects.all(), keyMarker));
    }

    private static Stream<ObjectVersion> after(Stream<ObjectVersion> versions, String marker) {
        return versions.filter(version -> version.key().compareTo(marker) > 0);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<S3Object> objects(Page page, KeyEncoding encoding) {
        return page.versions().stream()
                .map(version -> S3Object.builder()
                        .key(encoding.encode(version.key()))
                        .eTag(version.eTag())
                        .size(version.size())
                        .lastModified(version.lastModified())
                        .storageClass(ObjectStorageClass.STANDARD)
                        .build())
                .toList();
    }

    private static software.amazon.awssdk.services.s3.model.ObjectVersion entry(
            Bucket bucket, ObjectVersion version, KeyEncoding encoding) {
        return software.amazon.awssdk.services.s3.model.ObjectVersion.builder()
                .key(encoding.encode(version.key()))
                .versionId(version.versionId())
                .isLatest(bucket.objects.isLatest(version))
                .eTag(version.eTag())
                .size(version.size())
                .lastModified(version.lastModified())
                .storageClass(ObjectVersionStorageClass.STANDARD)
                .build();
    }

    private static DeleteMarkerEntry marker(Bucket bucket, ObjectVersion version, KeyEncoding encoding) {
        return DeleteMarkerEntry.builder()
                .key(encoding.encode(version.key()))
                .versionId(version.versionId())
                .isLatest(bucket.objects.isLatest(version))
                .lastModified(version.lastModified())
                .build();
    }

    private static List<CommonPrefix> commonPrefixes(Page page, KeyEncoding encoding) {
        return page.commonPrefixes().stream()
                .map(prefix ->
                        CommonPrefix.builder().prefix(encoding.encode(prefix)).build())
                .toList();
    }
}
