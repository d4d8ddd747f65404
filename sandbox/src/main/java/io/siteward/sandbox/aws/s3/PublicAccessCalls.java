package io.siteward.sandbox.aws.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/** The public access block of a bucket and who owns its objects. */
interface PublicAccessCalls extends BucketEntry {
    @Override
    default PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketPublicAccessBlock", bucket -> {
            bucket.publicAccessBlock = Optional.of(complete(request.publicAccessBlockConfiguration()));
            return PutPublicAccessBlockResponse.builder().build();
        });
    }

    /** What is left out is off: a put replaces all four. */
    private static PublicAccessBlockConfiguration complete(@Nullable PublicAccessBlockConfiguration put) {
        if (put == null) {
            throw S3Refusal.malformedXml();
        }
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(Boolean.TRUE.equals(put.blockPublicAcls()))
                .ignorePublicAcls(Boolean.TRUE.equals(put.ignorePublicAcls()))
                .blockPublicPolicy(Boolean.TRUE.equals(put.blockPublicPolicy()))
                .restrictPublicBuckets(Boolean.TRUE.equals(put.restrictPublicBuckets()))
                .build();
    }

    @Override
    default GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketPublicAccessBlock", bucket -> {
            PublicAccessBlockConfiguration found = bucket.publicAccessBlock.orElseThrow(() -> S3Refusal.of(
                    "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"));
            return GetPublicAccessBlockResponse.builder()
                    .publicAccessBlockConfiguration(found)
                    .build();
        });
    }

    @Override
    default DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest request) {
        // There is no action for deleting: it is the same as putting.
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketPublicAccessBlock", bucket -> {
            bucket.publicAccessBlock = Optional.empty();
            return DeletePublicAccessBlockResponse.builder().build();
        });
    }

    @Override
    default PutBucketOwnershipControlsResponse putBucketOwnershipControls(PutBucketOwnershipControlsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketOwnershipControls", bucket -> {
            OwnershipControls controls = request.ownershipControls();
            if (controls == null || controls.rules().size() != 1) {
                throw S3Refusal.malformedXml();
            }
            ObjectOwnership ownership =
                    BucketCreation.ownership(controls.rules().get(0).objectOwnership());
            if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED && !bucket.acl.onlyFor(bucket.owner)) {
                throw S3Refusal.of(
                        "InvalidBucketAclWithObjectOwnership",
                        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
            }
            bucket.ownership = Optional.of(ownership);
            return PutBucketOwnershipControlsResponse.builder().build();
        });
    }

    @Override
    default GetBucketOwnershipControlsResponse getBucketOwnershipControls(GetBucketOwnershipControlsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketOwnershipControls", bucket -> {
            ObjectOwnership found = bucket.ownership.orElseThrow(() ->
                    S3Refusal.of("OwnershipControlsNotFoundError", "The bucket ownership controls were not found"));
            return GetBucketOwnershipControlsResponse.builder()
                    .ownershipControls(OwnershipControls.builder()
                            .rules(OwnershipControlsRule.builder()
                                    .objectOwnership(found)
                                    .build())
                            .build())
                    .build();
        });
    }

    @Override
    default DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
            DeleteBucketOwnershipControlsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketOwnershipControls", bucket -> {
            bucket.ownership = Optional.empty();
            return DeleteBucketOwnershipControlsResponse.builder().build();
        });
    }
}
