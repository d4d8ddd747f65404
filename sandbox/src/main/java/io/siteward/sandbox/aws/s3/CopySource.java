package io.siteward.sandbox.aws.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** What a copy is taken from. */
record CopySource(String bucket, String key, @Nullable String versionId) {
    private static final String VERSION = "?versionId=";

    /** In memory a request names bucket and key; on the wire it has them in one header. */
    static CopySource of(CopyObjectRequest request) {
        if (request.sourceBucket() != null) {
            return new CopySource(request.sourceBucket(), request.sourceKey(), request.sourceVersionId());
        }
        String source = String.valueOf(
                request.getValueForField("CopySource", String.class).orElse(""));
        int version = source.indexOf(VERSION);
        String path = SdkHttpUtils.urlDecode(version < 0 ? source : source.substring(0, version));
        path = path.startsWith("/") ? path.substring(1) : path;
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1) {
            throw S3Refusal.invalidArgument(
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        return new CopySource(
                path.substring(0, slash),
                path.substring(slash + 1),
                version < 0 ? null : source.substring(version + VERSION.length()));
    }
}
