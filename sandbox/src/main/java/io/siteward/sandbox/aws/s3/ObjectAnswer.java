package io.siteward.sandbox.aws.s3;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** A version of an object, or a range of it, as an answer. */
record ObjectAnswer(GetObjectResponse response, SdkBytes content) {
    private static final Pattern RANGE = Pattern.compile("bytes=(?=\\d+-|-\\d)(\\d*)-(\\d*)");

    static ObjectAnswer get(Bucket bucket, ObjectVersion version, @Nullable String range) {
        Map<String, String> headers = version.headers();
        GetObjectResponse.Builder response = GetObjectResponse.builder()
                .acceptRanges("bytes")
                .eTag(version.eTag())
                .lastModified(version.lastModified())
                .contentLength(version.size())
                .contentType(headers.get("content-type"))
                .cacheControl(headers.get("cache-control"))
                .contentDisposition(headers.get("content-disposition"))
                .contentEncoding(headers.get("content-encoding"))
                .contentLanguage(headers.get("content-language"))
                .metadata(version.metadata())
                .serverSideEncryption(version.encryption())
                .versionId(bucket.keepsMarkers() ? version.versionId() : null);
        Matcher asked = RANGE.matcher(range == null ? "" : range);
        // A range that is not understood is ignored, as HTTP has it.
        return asked.matches() ? part(response, version, asked) : new ObjectAnswer(response.build(), version.content());
    }

    static HeadObjectResponse head(Bucket bucket, ObjectVersion version) {
        Map<String, String> headers = version.headers();
        return HeadObjectResponse.builder()
                .acceptRanges("bytes")
                .eTag(version.eTag())
                .lastModified(version.lastModified())
                .contentLength(version.size())
                .contentType(headers.get("content-type"))
                .cacheControl(headers.get("cache-control"))
                .contentDisposition(headers.get("content-disposition"))
                .contentEncoding(headers.get("content-encoding"))
                .contentLanguage(headers.get("content-language"))
                .metadata(version.metadata())
                .serverSideEncryption(version.encryption())
                .versionId(bucket.keepsMarkers() ? version.versionId() : null)
                .build();
    }

    private static ObjectAnswer part(GetObjectResponse.Builder response, ObjectVersion version, Matcher asked) {
        long size = version.size();
        boolean suffix = asked.group(1).isEmpty();
        long first = suffix ? Math.max(0, size - Long.parseLong(asked.group(2))) : Long.parseLong(asked.group(1));
        long last = suffix || asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
        if (first > last) {
            throw S3Refusal.of("InvalidRange", "The requested range is not satisfiable");
        }
        byte[] content = version.content().asByteArray();
        SdkBytes part =
                SdkBytes.fromByteArray(Arrays.copyOfRange(content, Math.toIntExact(first), Math.toIntExact(last + 1)));
        return new ObjectAnswer(
                response.contentLength(last - first + 1)
                        .contentRange("bytes " + first + "-" + last + "/" + size)
                        .build(),
                part);
    }
}
