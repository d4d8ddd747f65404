package io.siteward.sandbox.aws.s3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * The ways a request states an access control list: by a ready-made name or by headers of grants, never both.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>
 */
final class AclGrants {
    private static final Set<String> FOR_THE_OWNER =
            Set.of("private", "bucket-owner-full-control", "bucket-owner-read");

    private AclGrants() {}

    /** The list that the request states; empty when it states none. */
    static Optional<Acl> acl(@Nullable String canned, List<Grant> granted, String ownerAccount) {
        if (canned != null && !granted.isEmpty()) {
            throw S3Refusal.of("InvalidRequest", "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (canned != null) {
            return Optional.of(canned(canned, ownerAccount));
        }
        return granted.isEmpty() ? Optional.empty() : Optional.of(new Acl(granted));
    }

    /**
     * Holds a list against the bucket's settings.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Where ACLs are
     *     disabled only the owner's full control may be stated, in a form of its own</a>
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Public
     *     ones are refused under BlockPublicAcls</a>
     */
    static Acl accepted(Bucket bucket, @Nullable String canned, Acl acl) {
        boolean harmless = "bucket-owner-full-control".equals(canned) || acl.equals(Acl.ofOwner(bucket.owner));
        if (bucket.aclsDisabled() && !harmless) {
            throw S3Refusal.of("AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
        if (bucket.blocksPublicAcls() && acl.isPublic()) {
            throw S3Refusal.accessDenied();
        }
        return acl;
    }

    static List<Grant> ofPolicy(@Nullable AccessControlPolicy policy) {
        return policy == null ? List.of() : policy.grants();
    }

    private static Acl canned(String name, String ownerAccount) {
        List<Grant> grants = new ArrayList<>(Acl.ofOwner(ownerAccount).grants());
        switch (name) {
            case "authenticated-read" -> grants.add(grant(group(Acl.AUTHENTICATED_USERS), Permission.READ));
            case "public-read" -> grants.add(grant(group(Acl.ALL_USERS), Permission.READ));
            case "public-read-write" -> {
                grants.add(grant(group(Acl.ALL_USERS), Permission.READ));
                grants.add(grant(group(Acl.ALL_USERS), Permission.WRITE));
            }
            default -> {
                if (!FOR_THE_OWNER.contains(name)) {
                    throw S3Refusal.invalidArgument("unknown canned ACL: " + name);
                }
            }
        }
        return new Acl(List.copyOf(grants));
    }

    /** The grants of one {@code x-amz-grant-…} header, for example {@code id="…", uri="…"}. */
    static List<Grant> ofHeader(@Nullable String header, Permission permission) {
        return header == null
                ? List.of()
                : Arrays.stream(header.split(",", -1))
                        .map(part -> grant(grantee(part.strip()), permission))
                        .toList();
    }

    private static Grantee grantee(String part) {
        String[] typeAndValue = part.split("=", 2);
        String value = typeAndValue.length == 2 ? typeAndValue[1].replace("\"", "") : "";
        return switch (typeAndValue[0]) {
            case "id" -> Grantee.builder().type(Type.CANONICAL_USER).id(value).build();
            case "uri" -> group(value);
            default -> throw S3Refusal.invalidArgument("Argument format not recognized");
        };
    }

    private static Grantee group(String uri) {
        return Grantee.builder().type(Type.GROUP).uri(uri).build();
    }

    private static Grant grant(Grantee grantee, Permission permission) {
        return Grant.builder().grantee(grantee).permission(permission).build();
    }
}
