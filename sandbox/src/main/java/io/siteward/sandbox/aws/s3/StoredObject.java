package io.siteward.sandbox.aws.s3;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An object as S3 answers a GET.
 *
 * @param headers the answer's headers by name in lower case: content-type, etag, last-modified, x-amz-meta-… and so on
 */
public record StoredObject(SdkBytes content, Map<String, String> headers) {
    static StoredObject of(ObjectVersion version) {
        Map<String, String> headers = new TreeMap<>(version.headers());
        version.metadata().forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        headers.put("accept-ranges", "bytes");
        headers.put("content-length", Long.toString(version.size()));
        headers.put("etag", version.eTag());
        headers.put(
                "last-modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        version.lastModified().atOffset(ZoneOffset.UTC)));
        headers.put("x-amz-server-side-encryption", version.encryption());
        if (!version.versionId().equals(ObjectVersion.NULL_VERSION)) {
            headers.put("x-amz-version-id", version.versionId());
        }
        return new StoredObject(version.content(), Collections.unmodifiableMap(headers));
    }
}
