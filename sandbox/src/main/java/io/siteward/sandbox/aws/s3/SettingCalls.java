package io.siteward.sandbox.aws.s3;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/** How a bucket keeps and serves its content: encryption, versioning, lifecycle, CORS, and its tags. */
interface SettingCalls extends BucketEntry {
    @Override
    default PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutEncryptionConfiguration", bucket -> {
            bucket.encryption = DefaultEncryption.checked(request.serverSideEncryptionConfiguration());
            return PutBucketEncryptionResponse.builder().build();
        });
    }

    @Override
    default GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
        return on(
                request.bucket(),
                request.expectedBucketOwner(),
                "s3:GetEncryptionConfiguration",
                bucket -> GetBucketEncryptionResponse.builder()
                        .serverSideEncryptionConfiguration(bucket.encryption)
                        .build());
    }

    /** Never leaves a bucket without encryption: it is S3's own again. */
    @Override
    default DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutEncryptionConfiguration", bucket -> {
            bucket.encryption = DefaultEncryption.OF_NEW_BUCKETS;
            return DeleteBucketEncryptionResponse.builder().build();
        });
    }

    @Override
    default PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketVersioning", bucket -> {
            var configuration = request.versioningConfiguration();
            if (configuration == null || !BucketVersioningStatus.knownValues().contains(configuration.status())) {
                throw S3Refusal.of(
                        "IllegalVersioningConfigurationException", "The Versioning element must be specified");
            }
            bucket.versioning = Optional.of(configuration.status());
            return PutBucketVersioningResponse.builder().build();
        });
    }

    /** Answers without a status for a bucket that never was versioned. */
    @Override
    default GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketVersioning", bucket -> {
            GetBucketVersioningResponse.Builder answer = GetBucketVersioningResponse.builder();
            bucket.versioning.ifPresent(answer::status);
            return answer.build();
        });
    }

    @Override
    default PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
            PutBucketLifecycleConfigurationRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutLifecycleConfiguration", bucket -> {
            if (request.lifecycleConfiguration() == null) {
                throw S3Refusal.malformedXml();
            }
            bucket.lifecycle =
                    LifecycleRules.checked(request.lifecycleConfiguration().rules());
            if (request.transitionDefaultMinimumObjectSize() != null) {
                bucket.transitionMinimum = request.transitionDefaultMinimumObjectSize();
            }
            return PutBucketLifecycleConfigurationResponse.builder()
                    .transitionDefaultMinimumObjectSize(bucket.transitionMinimum)
                    .build();
        });
    }

    @Override
    default GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetLifecycleConfiguration", bucket -> {
            if (bucket.lifecycle.isEmpty()) {
                throw S3Refusal.of("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
            }
            return GetBucketLifecycleConfigurationResponse.builder()
                    .rules(bucket.lifecycle)
                    .transitionDefaultMinimumObjectSize(bucket.transitionMinimum)
                    .build();
        });
    }

    @Override
    default DeleteBucketLifecycleResponse deleteBucketLifecycle(DeleteBucketLifecycleRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutLifecycleConfiguration", bucket -> {
            bucket.lifecycle = List.of();
            return DeleteBucketLifecycleResponse.builder().build();
        });
    }

    @Override
    default PutBucketCorsResponse putBucketCors(PutBucketCorsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketCORS", bucket -> {
            if (request.corsConfiguration() == null) {
                throw S3Refusal.malformedXml();
            }
            bucket.cors = CorsRules.checked(request.corsConfiguration().corsRules());
            return PutBucketCorsResponse.builder().build();
        });
    }

    @Override
    default GetBucketCorsResponse getBucketCors(GetBucketCorsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketCORS", bucket -> {
            if (bucket.cors.isEmpty()) {
                throw S3Refusal.of("NoSuchCORSConfiguration", "The CORS configuration does not exist");
            }
            return GetBucketCorsResponse.builder().corsRules(bucket.cors).build();
        });
    }

    @Override
    default DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketCORS", bucket -> {
            bucket.cors = List.of();
            return DeleteBucketCorsResponse.builder().build();
        });
    }

    @Override
    default PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketTagging", bucket -> {
            if (request.tagging() == null) {
                throw S3Refusal.malformedXml();
            }
            bucket.tags = TagSet.checked(request.tagging().tagSet());
            return PutBucketTaggingResponse.builder().build();
        });
    }

    @Override
    default GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:GetBucketTagging", bucket -> {
            if (bucket.tags.isEmpty()) {
                throw S3Refusal.of("NoSuchTagSet", "The TagSet does not exist");
            }
            return GetBucketTaggingResponse.builder().tagSet(bucket.tags).build();
        });
    }

    @Override
    default DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketTagging", bucket -> {
            bucket.tags = List.of();
            return DeleteBucketTaggingResponse.builder().build();
        });
    }
}
