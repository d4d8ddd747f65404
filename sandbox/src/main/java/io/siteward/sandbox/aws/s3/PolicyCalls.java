package io.siteward.sandbox.aws.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** The policy of a bucket. */
interface PolicyCalls extends BucketEntry {
    @Override
    default PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketPolicy", bucket -> {
            refuseStrangers(bucket);
            Bucket.StoredPolicy policy = BucketPolicyRules.checked(bucket, request.policy());
            if (bucket.blocksPublicPolicy() && PublicPolicy.isPublic(policy.document())) {
                throw S3Refusal.accessDenied();
            }
            bucket.policy = Optional.of(policy);
            return PutBucketPolicyResponse.builder().build();
        });
    }

    @Override
    default GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketPolicy", bucket -> {
            refuseStrangers(bucket);
            return GetBucketPolicyResponse.builder()
                    .policy(existing(bucket).text())
                    .build();
        });
    }

    @Override
    default DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:DeleteBucketPolicy", bucket -> {
            refuseStrangers(bucket);
            bucket.policy = Optional.empty();
            return DeleteBucketPolicyResponse.builder().build();
        });
    }

    @Override
    default GetBucketPolicyStatusResponse getBucketPolicyStatus(GetBucketPolicyStatusRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketPolicyStatus", bucket -> {
            boolean isPublic = PublicPolicy.isPublic(existing(bucket).document());
            return GetBucketPolicyStatusResponse.builder()
                    .policyStatus(status -> status.isPublic(isPublic))
                    .build();
        });
    }

    /** Whoever else the policy lets at itself is told that only the owner's account may use the method. */
    private void refuseStrangers(Bucket bucket) {
        if (!ownedByCaller(bucket)) {
            throw S3Refusal.of("MethodNotAllowed", "The specified method is not allowed against this resource.");
        }
    }

    private static Bucket.StoredPolicy existing(Bucket bucket) {
        return bucket.policy.orElseThrow(() -> S3Refusal.of("NoSuchBucketPolicy", "The bucket policy does not exist"));
    }
}
