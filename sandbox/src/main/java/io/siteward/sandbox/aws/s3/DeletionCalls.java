package io.siteward.sandbox.aws.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Objects going away: for good, or behind a delete marker.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html">Deleting versions</a>
 */
interface DeletionCalls extends BucketEntry {
    int MAX_KEYS = 1000;

    @Override
    default DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        String action = actionFor(request.versionId());
        return onObject(request.bucket(), request.expectedBucketOwner(), action, request.key(), bucket -> {
            Optional<ObjectVersion> gone = delete(bucket, request.key(), request.versionId());
            DeleteObjectResponse.Builder answer = DeleteObjectResponse.builder().versionId(request.versionId());
            gone.filter(ObjectVersion::deleteMarker)
                    .ifPresent(marker -> answer.deleteMarker(true).versionId(marker.versionId()));
            return answer.build();
        });
    }

    @Override
    default DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        List<ObjectIdentifier> asked =
                request.delete() == null ? List.of() : request.delete().objects();
        if (asked.isEmpty() || asked.size() > MAX_KEYS) {
            throw S3Refusal.malformedXml();
        }
        // Nothing is needed for the call as a whole: each object is judged by itself.
        return inside(request.bucket(), request.expectedBucketOwner(), bucket -> {
            List<DeletedObject> deleted = new ArrayList<>();
            List<S3Error> errors = new ArrayList<>();
            for (ObjectIdentifier object : asked) {
                if (mayAlso(bucket, actionFor(object.versionId()), bucket.arn(object.key()))) {
                    deleted.add(deleted(object, delete(bucket, object.key(), object.versionId())));
                } else {
                    errors.add(refused(object));
                }
            }
            boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
            return DeleteObjectsResponse.builder()
                    .deleted(quiet ? List.of() : deleted)
                    .errors(errors)
                    .build();
        });
    }

    private static String actionFor(@Nullable String versionId) {
        return versionId == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
    }

    private static DeletedObject deleted(ObjectIdentifier asked, Optional<ObjectVersion> gone) {
        DeletedObject.Builder answer = DeletedObject.builder().key(asked.key()).versionId(asked.versionId());
        gone.filter(ObjectVersion::deleteMarker)
                .ifPresent(marker -> answer.deleteMarker(true).deleteMarkerVersionId(marker.versionId()));
        return answer.build();
    }

    private static S3Error refused(ObjectIdentifier object) {
        return S3Error.builder()
                .key(object.key())
                .versionId(object.versionId())
                .code("AccessDenied")
                .message("Access Denied")
                .build();
    }

    /** The version that went, or the delete marker that came; deleting what is not there is a success. */
    private Optional<ObjectVersion> delete(Bucket bucket, String key, @Nullable String versionId) {
        if (versionId != null) {
            Optional<ObjectVersion> version = bucket.objects.version(key, versionId);
            version.ifPresent(bucket.objects::remove);
            return version;
        }
        if (bucket.keepsMarkers()) {
            ObjectVersion marker = ObjectVersion.deleteMarker(key, nextVersionId(bucket), now(), bucket.owner);
            bucket.objects.add(marker);
            return Optional.of(marker);
        }
        Optional<ObjectVersion> only = bucket.objects.latest(key);
        only.ifPresent(bucket.objects::remove);
        return only;
    }
}
