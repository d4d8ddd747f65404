package io.siteward.sandbox.aws.s3;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One version of an object, or a delete marker.
 *
 * @param versionId {@code null} (the text) for what was put while the bucket was not versioned, or suspended
 * @param eTag in quotes, as S3 sends it; empty for a delete marker
 * @param headers what the uploader set, by the header's name in lower case: content-type, cache-control and the like
 * @param metadata by the name behind {@code x-amz-meta-}
 * @param encryption {@code AES256} or {@code aws:kms}
 */
record ObjectVersion(
        String key,
        String versionId,
        Instant lastModified,
        boolean deleteMarker,
        SdkBytes content,
        String eTag,
        Map<String, String> headers,
        Map<String, String> metadata,
        String encryption,
        Acl acl) {
    static final String NULL_VERSION = "null";

    static ObjectVersion deleteMarker(String key, String versionId, Instant at, String ownerAccount) {
        return new ObjectVersion(
                key,
                versionId,
                at,
                true,
                SdkBytes.fromByteArray(new byte[0]),
                "",
                Map.of(),
                Map.of(),
                "",
                Acl.ofOwner(ownerAccount));
    }

    long size() {
        return content.asByteArrayUnsafe().length;
    }

    ObjectVersion withAcl(Acl changed) {
        return new ObjectVersion(
                key, versionId, lastModified, deleteMarker, content, eTag, headers, metadata, encryption, changed);
    }
}
