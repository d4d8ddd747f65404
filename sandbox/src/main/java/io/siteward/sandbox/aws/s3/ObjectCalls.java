package io.siteward.sandbox.aws.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Objects going in and coming out. */
interface ObjectCalls extends BucketEntry {
    @Override
    default PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        SdkBytes content = read(body);
        return onObject(request.bucket(), request.expectedBucketOwner(), "s3:PutObject", request.key(), bucket -> {
            ObjectVersion version = ObjectUpload.version(bucket, request, content, nextVersionId(bucket), now());
            bucket.objects.add(version);
            return PutObjectResponse.builder()
                    .eTag(version.eTag())
                    .size(version.size())
                    .serverSideEncryption(version.encryption())
                    .versionId(bucket.versioned() ? version.versionId() : null)
                    .build();
        });
    }

    private static SdkBytes read(RequestBody body) {
        try (InputStream stream = body.contentStreamProvider().newStream()) {
            return SdkBytes.fromInputStream(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    default HeadObjectResponse headObject(HeadObjectRequest request) {
        String action = request.versionId() == null ? "s3:GetObject" : "s3:GetObjectVersion";
        return onObject(request.bucket(), request.expectedBucketOwner(), action, request.key(), bucket -> {
            ObjectVersion version = wanted(bucket, request.key(), request.versionId());
            Preconditions.of(request).check(version);
            return ObjectAnswer.head(bucket, version);
        });
    }

    @Override
    default <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        String action = request.versionId() == null ? "s3:GetObject" : "s3:GetObjectVersion";
        ObjectAnswer answer =
                onObject(request.bucket(), request.expectedBucketOwner(), action, request.key(), bucket -> {
                    ObjectVersion version = wanted(bucket, request.key(), request.versionId());
                    Preconditions.of(request).check(version);
                    return ObjectAnswer.get(bucket, version, request.range());
                });
        try {
            InputStream stream = new ByteArrayInputStream(answer.content().asByteArray());
            return transformer.transform(answer.response(), AbortableInputStream.create(stream));
        } catch (SdkClientException e) {
            throw e;
        } catch (Exception e) {
            throw SdkClientException.create("could not read the object", e);
        }
    }

    /** @throws software.amazon.awssdk.services.s3.model.S3Exception which hides that nothing is there from who may not list */
    private ObjectVersion wanted(Bucket bucket, String key, @Nullable String versionId) {
        if (versionId != null) {
            ObjectVersion version = bucket.objects
                    .version(key, versionId)
                    .orElseThrow(() -> S3Refusal.of("NoSuchVersion", "The specified version does not exist."));
            if (version.deleteMarker()) {
                throw S3Refusal.of("MethodNotAllowed", "The specified method is not allowed against this resource.");
            }
            return version;
        }
        return bucket.objects
                .live(key)
                .orElseThrow(() -> mayAlso(bucket, "s3:ListBucket", bucket.arn())
                        ? S3Refusal.noSuchKey()
                        : S3Refusal.accessDenied());
    }

    @Override
    default CopyObjectResponse copyObject(CopyObjectRequest request) {
        CopySource source = CopySource.of(request);
        ObjectVersion original = onObject(
                source.bucket(),
                request.expectedSourceBucketOwner(),
                source.versionId() == null ? "s3:GetObject" : "s3:GetObjectVersion",
                source.key(),
                bucket -> wanted(bucket, source.key(), source.versionId()));
        return onObject(
                request.destinationBucket(),
                request.expectedBucketOwner(),
                "s3:PutObject",
                request.destinationKey(),
                bucket -> {
                    ObjectVersion copy = ObjectUpload.copy(bucket, request, original, nextVersionId(bucket), now());
                    bucket.objects.add(copy);
                    return CopyObjectResponse.builder()
                            .copyObjectResult(result -> result.eTag(copy.eTag()).lastModified(copy.lastModified()))
                            .serverSideEncryption(copy.encryption())
                            .versionId(bucket.versioned() ? copy.versionId() : null)
                            .build();
                });
    }
}
