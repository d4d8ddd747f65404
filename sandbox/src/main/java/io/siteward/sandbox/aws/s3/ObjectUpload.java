package io.siteward.sandbox.aws.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What an upload or a copy becomes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
final class ObjectUpload {
    private static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";
    private static final int MAX_KEY_BYTES = 1024;
    private static final int MAX_METADATA_BYTES = 2 * 1024;

    private ObjectUpload() {}

    static ObjectVersion version(
            Bucket bucket, PutObjectRequest request, SdkBytes content, String versionId, Instant now) {
        refuseUnsupported(request);
        checkKey(request.key());
        checkMetadata(request.metadata());
        checkConditions(bucket, request);
        String md5 = Digest.md5(content.asByteArrayUnsafe());
        checkDigest(request.contentMD5(), md5);
        return new ObjectVersion(
                request.key(),
                versionId,
                now,
                false,
                content,
                "\"" + md5 + "\"",
                headers(request),
                lowerCase(request.metadata()),
                Optional.ofNullable(request.serverSideEncryptionAsString())
                        .orElseGet(() -> DefaultEncryption.algorithm(bucket)),
                acl(bucket, request));
    }

    static ObjectVersion copy(
            Bucket bucket, CopyObjectRequest request, ObjectVersion original, String versionId, Instant now) {
        checkKey(request.destinationKey());
        boolean replace = request.metadataDirective() == MetadataDirective.REPLACE;
        boolean ontoItself = bucket.objects
                .live(request.destinationKey())
                .filter(original::equals)
                .isPresent();
        if (ontoItself && !replace) {
            throw S3Refusal.of(
                    "InvalidRequest",
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata, storage class, website redirect location or encryption"
                            + " attributes.");
        }
        Map<String, String> headers = new TreeMap<>(replace ? Map.of() : original.headers());
        if (replace) {
            headers.put(
                    "content-type", Optional.ofNullable(request.contentType()).orElse(DEFAULT_CONTENT_TYPE));
            putIfGiven(headers, "cache-control", request.cacheControl());
        }
        return new ObjectVersion(
                request.destinationKey(),
                versionId,
                now,
                false,
                original.content(),
                original.eTag(),
                Map.copyOf(headers),
                replace ? lowerCase(request.metadata()) : original.metadata(),
                DefaultEncryption.algorithm(bucket),
                Acl.ofOwner(bucket.owner));
    }

    private static void refuseUnsupported(PutObjectRequest request) {
        boolean unsupported = Stream.of(
                        request.tagging(),
                        request.objectLockModeAsString(),
                        request.objectLockLegalHoldStatusAsString(),
                        request.sseCustomerAlgorithm(),
                        request.websiteRedirectLocation(),
                        request.writeOffsetBytes())
                .anyMatch(value -> value != null);
        if (unsupported) {
            throw new UnsupportedOperationException(
                    "objects here have no tags, locks, customer keys, redirects or appends");
        }
    }

    private static void checkKey(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw S3Refusal.of("KeyTooLongError", "Your key is too long");
        }
    }

    private static void checkMetadata(Map<String, String> metadata) {
        int size = metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > MAX_METADATA_BYTES) {
            throw S3Refusal.of("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a> */
    private static void checkConditions(Bucket bucket, PutObjectRequest request) {
        Optional<ObjectVersion> existing = bucket.objects.live(request.key());
        if (request.ifNoneMatch() != null && existing.isPresent()) {
            throw Preconditions.preconditionFailed();
        }
        if (request.ifMatch() != null) {
            ObjectVersion version = existing.orElseThrow(S3Refusal::noSuchKey);
            if (!Preconditions.names(request.ifMatch(), version)) {
                throw Preconditions.preconditionFailed();
            }
        }
    }

    private static void checkDigest(@Nullable String contentMd5, String actual) {
        if (contentMd5 != null
                && !Arrays.equals(
                        Base64.getDecoder().decode(contentMd5), HexFormat.of().parseHex(actual))) {
            throw S3Refusal.of("BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
    }

    private static Map<String, String> headers(PutObjectRequest request) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", Optional.ofNullable(request.contentType()).orElse(DEFAULT_CONTENT_TYPE));
        putIfGiven(headers, "cache-control", request.cacheControl());
        putIfGiven(headers, "content-disposition", request.contentDisposition());
        putIfGiven(headers, "content-encoding", request.contentEncoding());
        putIfGiven(headers, "content-language", request.contentLanguage());
        return Map.copyOf(headers);
    }

    private static void putIfGiven(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Map<String, String> lowerCase(Map<String, String> metadata) {
        Map<String, String> folded = new TreeMap<>();
        metadata.forEach((name, value) -> folded.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(folded);
    }

    private static Acl acl(Bucket bucket, PutObjectRequest request) {
        List<Grant> granted = Stream.of(
                        AclGrants.ofHeader(request.grantFullControl(), Permission.FULL_CONTROL),
                        AclGrants.ofHeader(request.grantRead(), Permission.READ),
                        AclGrants.ofHeader(request.grantReadACP(), Permission.READ_ACP),
                        AclGrants.ofHeader(request.grantWriteACP(), Permission.WRITE_ACP))
                .flatMap(List::stream)
                .toList();
        return AclGrants.acl(request.aclAsString(), granted, bucket.owner)
                .map(acl -> AclGrants.accepted(bucket, request.aclAsString(), acl))
                .orElseGet(() -> Acl.ofOwner(bucket.owner));
    }
}
