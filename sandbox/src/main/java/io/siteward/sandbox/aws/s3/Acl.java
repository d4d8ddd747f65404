package io.siteward.sandbox.aws.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
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

    private static final Map<String, List<Permission>> EVERYONE = Map.of(
            "private", List.of(),
            "public-read", List.of(Permission.READ),
            "public-read-write", List.of(Permission.READ, Permission.WRITE),
            "bucket-owner-full-control", List.of(),
            "bucket-owner-read", List.of());

    static Acl ofOwner(String ownerAccount) {
        return new Acl(List.of(grant(canonicalUser(ownerAccount), Permission.FULL_CONTROL)));
    }

    static Acl canned(String name, String ownerAccount) {
        List<Grant> grants = new ArrayList<>(ofOwner(ownerAccount).grants());
        if (name.equals("authenticated-read")) {
            grants.add(grant(group(AUTHENTICATED_USERS), Permission.READ));
        } else if (EVERYONE.containsKey(name)) {
            EVERYONE.get(name).forEach(permission -> grants.add(grant(group(ALL_USERS), permission)));
        } else {
            throw S3Refusal.invalidArgument("unknown canned ACL: " + name);
        }
        return new Acl(List.copyOf(grants));
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

    boolean onlyFor(String ownerAccount) {
        String owner = canonicalId(ownerAccount);
        return grants.stream().allMatch(grant -> owner.equals(grant.grantee().id()));
    }

    /** Whether one of the grantees, a canonical user's id or a group's address, has the permission. */
    boolean gives(Permission permission, Stream<String> grantees) {
        List<String> names = grantees.toList();
        return grants.stream()
                .filter(grant -> grant.permission() == permission || grant.permission() == Permission.FULL_CONTROL)
                .map(Grant::grantee)
                .anyMatch(grantee -> names.contains(grantee.id()) || names.contains(grantee.uri()));
    }

    /** A stand-in for the account's canonical user id, which AWS derives in a way it does not tell. */
    static String canonicalId(String account) {
        return Digest.sha256(("canonical user of " + account).getBytes(StandardCharsets.UTF_8));
    }

    static Grantee canonicalUser(String account) {
        return Grantee.builder()
                .type(Type.CANONICAL_USER)
                .id(canonicalId(account))
                .build();
    }

    /**
     * The grants of one {@code x-amz-grant-…} header, for example {@code id="…", uri="…"}.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>
     */
    static List<Grant> ofHeader(String header, Permission permission) {
        return Arrays.stream(header.split(",", -1))
                .map(part -> grant(headerGrantee(part.strip()), permission))
                .toList();
    }

    private static Grantee headerGrantee(String part) {
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
