package io.siteward.readable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All of a bucket's configuration that decides who reaches it.
 *
 * @param policy as JSON; empty when there is none
 * @param ownership by S3's name; empty when there are no ownership controls
 * @param blocked the flags of Block Public Access that are on, by S3's names
 * @param ownerId the canonical user id of the bucket's account
 * @param grants those of the access control lists of the bucket and of every object in it
 */
public record BucketFacts(
        String name,
        Optional<String> policy,
        Optional<String> ownership,
        Set<String> blocked,
        String ownerId,
        List<Grant> grants) {
    static final String BLOCK_PUBLIC_ACLS = "BlockPublicAcls";
    static final String IGNORE_PUBLIC_ACLS = "IgnorePublicAcls";
    static final String BLOCK_PUBLIC_POLICY = "BlockPublicPolicy";
    static final String RESTRICT_PUBLIC_BUCKETS = "RestrictPublicBuckets";
    static final List<String> FLAGS =
            List.of(BLOCK_PUBLIC_ACLS, IGNORE_PUBLIC_ACLS, BLOCK_PUBLIC_POLICY, RESTRICT_PUBLIC_BUCKETS);
    static final String NO_ACLS = "BucketOwnerEnforced";

    public BucketFacts {
        blocked = Set.copyOf(blocked);
        grants = List.copyOf(grants);
    }

    /**
     * A grant of an access control list.
     *
     * @param on {@code bucket} or the object's key
     * @param grantee a canonical user id, a group's address, or an e-mail address
     */
    public record Grant(String on, String grantee, String permission) {}

    boolean aclsCount() {
        return ownership.filter(NO_ACLS::equals).isEmpty();
    }
}
