package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.policy.AccessRequest;
import io.siteward.sandbox.aws.policy.PolicyDecision;
import io.siteward.sandbox.aws.policy.Requester;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Permission;

/**
 * Decides who may do what with a bucket: policy, public access block, ownership and access control lists.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How S3
 *     authorizes a request</a>
 */
final class BucketAccess {
    /** Open to the owner's root user whatever the policy says, so that nobody locks himself out for good. */
    private static final Set<String> NEVER_DENIED_TO_OWNER =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    private static final Map<String, Permission> BUCKET_PERMISSIONS = Map.of(
            "s3:ListBucket", Permission.READ,
            "s3:ListBucketVersions", Permission.READ,
            "s3:PutObject", Permission.WRITE,
            "s3:DeleteObject", Permission.WRITE,
            "s3:GetBucketAcl", Permission.READ_ACP,
            "s3:PutBucketAcl", Permission.WRITE_ACP);

    private static final Map<String, Permission> OBJECT_PERMISSIONS = Map.of(
            "s3:GetObject", Permission.READ,
            "s3:GetObjectVersion", Permission.READ,
            "s3:GetObjectAcl", Permission.READ_ACP,
            "s3:PutObjectAcl", Permission.WRITE_ACP);

    private BucketAccess() {}

    /** @param object what the action is on, if it is on an object that exists */
    static boolean allows(Bucket bucket, Optional<ObjectVersion> object, AccessRequest request) {
        boolean owner = request.requester().isAccount(bucket.owner);
        PolicyDecision policy = bucket.policyDocument().decide(request);
        if (policy == PolicyDecision.DENIED) {
            return owner && NEVER_DENIED_TO_OWNER.contains(request.action());
        }
        return owner || policyAllows(bucket, policy, request) || aclAllows(bucket, object, request);
    }

    private static boolean policyAllows(Bucket bucket, PolicyDecision policy, AccessRequest request) {
        if (policy != PolicyDecision.ALLOWED) {
            return false;
        }
        // One public statement closes the whole policy to other accounts, even where another statement names them.
        boolean service = request.requester().kind() == Requester.Kind.SERVICE;
        return service || !bucket.restrictsPublicBuckets() || !PublicPolicy.isPublic(bucket.policyDocument());
    }

    private static boolean aclAllows(Bucket bucket, Optional<ObjectVersion> object, AccessRequest request) {
        if (bucket.aclsDisabled()) {
            return false;
        }
        return gives(bucket, bucket.acl, BUCKET_PERMISSIONS.get(request.action()), request.requester())
                || object.filter(version -> gives(
                                bucket, version.acl(), OBJECT_PERMISSIONS.get(request.action()), request.requester()))
                        .isPresent();
    }

    private static boolean gives(Bucket bucket, Acl acl, @Nullable Permission permission, Requester requester) {
        if (permission == null) {
            return false;
        }
        Acl effective = bucket.ignoresPublicAcls() ? acl.withoutPublicGrants() : acl;
        return effective.gives(permission, grantees(requester));
    }

    private static Set<String> grantees(Requester requester) {
        return switch (requester.kind()) {
            case ANONYMOUS -> Set.of(Acl.ALL_USERS);
            case ACCOUNT -> Set.of(Acl.ALL_USERS, Acl.AUTHENTICATED_USERS, Acl.canonicalId(requester.id()));
            case SERVICE -> Set.of();
        };
    }
}
