package io.siteward.crash;

import io.siteward.crd.v1alpha1.SecureSiteStatus;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A bug that is put into the operator on purpose, where it meets the world, to see that it is found. */
interface Plant {
    /** The operator as it is. */
    Plant NONE = new Plant() {};

    default S3Client s3(S3Client real) {
        return real;
    }

    default CloudFrontClient cloudFront(CloudFrontClient real) {
        return real;
    }

    /** What is written when the operator wants this status written. */
    default SecureSiteStatus written(SecureSiteStatus status) {
        return status;
    }
}
