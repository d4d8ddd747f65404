package io.siteward.sandbox.aws.s3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * An access control list of a bucket or an object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access control lists</a>
 */
record Acl(List<Grant> grants) {
    static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    static final String AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

    /** The list of what nobody else can reach. */
    static Acl ofOwner(String account) {
        return new Acl(List.of(Grant.builder()
                .grantee(owner -> owner.type(Type.CANONICAL_USER).id(canonicalId(account)))
                .permission(Permission.FULL_CONTROL)
                .build()));
    }

    boolean isPublic() {
        return grants.stream().anyMatch(Acl::isPublic);
    }

    private static boolean isPublic(Grant grant) {
        String uri = grant.grantee().uri();
        return ALL_USERS.equals(uri) || AUTHENTICATED_USERS.equals(uri);
    }

    Acl withoutPublicGrants() {
        return new Acl(grants.stream().filter(grant -> !isPublic(grant)).toList());
    }

    boolean onlyFor(String account) {
        String owner = canonicalId(account);
        return grants.stream().allMatch(grant -> owner.equals(grant.grantee().id()));
    }

    /** Whether one of the grantees, a canonical user's id or a group's address, has the permission. */
    boolean gives(Permission permission, Set<String> grantees) {
        return grants.stream()
                .filter(grant -> grant.permission() == permission || grant.permission() == Permission.FULL_CONTROL)
                .map(Grant::grantee)
                .anyMatch(grantee -> grantees.contains(grantee.type() == Type.GROUP ? grantee.uri() : grantee.id()));
    }

    /** A stand-in for the account's canonical user id, which AWS derives in a way it does not tell. */
    static String canonicalId(String account) {
        return Digest.sha256(("canonical user of " + account).getBytes(StandardCharsets.UTF_8));
    }
}
