package io.siteward.sandbox.aws.s3;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;

/** Access control lists of a bucket and of its objects. */
interface AclCalls extends BucketEntry {
    @Override
    default PutBucketAclResponse putBucketAcl(PutBucketAclRequest request) {
        return on(request.bucket(), request.expectedBucketOwner(), "s3:PutBucketAcl", bucket -> {
            List<Grant> granted = Stream.of(
                            AclGrants.ofPolicy(request.accessControlPolicy()),
                            AclGrants.ofHeader(request.grantFullControl(), Permission.FULL_CONTROL),
                            AclGrants.ofHeader(request.grantRead(), Permission.READ),
                            AclGrants.ofHeader(request.grantReadACP(), Permission.READ_ACP),
                            AclGrants.ofHeader(request.grantWrite(), Permission.WRITE),
                            AclGrants.ofHeader(request.grantWriteACP(), Permission.WRITE_ACP))
                    .flatMap(List::stream)
                    .toList();
            bucket.acl = accepted(bucket, request.aclAsString(), granted);
            return PutBucketAclResponse.builder().build();
        });
    }

    @Override
    default GetBucketAclResponse getBucketAcl(GetBucketAclRequest request) {
        return on(
                request.bucket(),
                request.expectedBucketOwner(),
                "s3:GetBucketAcl",
                bucket -> GetBucketAclResponse.builder()
                        .owner(owner(bucket))
                        .grants(bucket.acl.grants())
                        .build());
    }

    @Override
    default PutObjectAclResponse putObjectAcl(PutObjectAclRequest request) {
        return onObject(request.bucket(), request.expectedBucketOwner(), "s3:PutObjectAcl", request.key(), bucket -> {
            ObjectVersion object = bucket.objects.live(request.key()).orElseThrow(S3Refusal::noSuchKey);
            List<Grant> granted = Stream.of(
                            AclGrants.ofPolicy(request.accessControlPolicy()),
                            AclGrants.ofHeader(request.grantFullControl(), Permission.FULL_CONTROL),
                            AclGrants.ofHeader(request.grantRead(), Permission.READ),
                            AclGrants.ofHeader(request.grantReadACP(), Permission.READ_ACP),
                            AclGrants.ofHeader(request.grantWriteACP(), Permission.WRITE_ACP))
                    .flatMap(List::stream)
                    .toList();
            bucket.objects.replace(object, object.withAcl(accepted(bucket, request.aclAsString(), granted)));
            return PutObjectAclResponse.builder().build();
        });
    }

    @Override
    default GetObjectAclResponse getObjectAcl(GetObjectAclRequest request) {
        return onObject(request.bucket(), request.expectedBucketOwner(), "s3:GetObjectAcl", request.key(), bucket -> {
            ObjectVersion object = bucket.objects.live(request.key()).orElseThrow(S3Refusal::noSuchKey);
            return GetObjectAclResponse.builder()
                    .owner(owner(bucket))
                    .grants(object.acl().grants())
                    .build();
        });
    }

    private static Acl accepted(Bucket bucket, String canned, List<Grant> granted) {
        Acl acl = AclGrants.acl(canned, granted, bucket.owner).orElseThrow(S3Refusal::malformedXml);
        return AclGrants.accepted(bucket, canned, acl);
    }

    private static Owner owner(Bucket bucket) {
        return Owner.builder().id(Acl.canonicalId(bucket.owner)).build();
    }
}
