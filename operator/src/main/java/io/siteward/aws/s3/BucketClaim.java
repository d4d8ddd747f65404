package io.siteward.aws.s3;

import io.siteward.graph.Observation.Foreign;
import io.siteward.identity.Identity;
import java.util.Map;
import java.util.Optional;

/**
 * By what right a bucket that exists in the account counts as a site's own.
 *
 * @param identity the site
 * @param recordedAsOurs whether the site's status lists the bucket as made
 */
public record BucketClaim(Identity identity, boolean recordedAsOurs) {

    /** Why a bucket with these tags is not the site's; empty when it is. */
    Optional<Foreign<Bucket.Observed>> objection(BucketRef bucket, Map<String, String> tags) {
        if (identity.owns(tags)) {
            return Optional.empty();
        }
        if (namesAnother(tags)) {
            return Optional.of(new Foreign<>(
                    "BucketOwnedByAnotherSite",
                    "The bucket " + bucket.name() + " belongs to " + owner(tags)
                            + " by its tags: delete that one first, give this site another name or spec.bucketName, or restore"
                            + " the bucket's own siteward.io tags if they were changed"));
        }
        // The marks are set in the create call, so an unmarked bucket was never made by a create of ours, begun or not:
        // only one that the status lists can have lost its marks.
        if (recordedAsOurs) {
            return Optional.empty();
        }
        return Optional.of(new Foreign<>(
                "BucketNotOurs",
                "The bucket " + bucket.name() + " exists in account " + bucket.accountId()
                        + " and was not made by Siteward: choose another spec.bucketName, or delete the bucket"));
    }

    private boolean namesAnother(Map<String, String> tags) {
        return identity.ownerTags().entrySet().stream()
                .anyMatch(ours ->
                        tags.containsKey(ours.getKey()) && !ours.getValue().equals(tags.get(ours.getKey())));
    }

    private static String owner(Map<String, String> tags) {
        return tag(tags, "kind") + " " + tag(tags, "namespace") + "/" + tag(tags, "name") + " of fleet "
                + tag(tags, "fleet");
    }

    private static String tag(Map<String, String> tags, String key) {
        return tags.getOrDefault(Identity.TAG_PREFIX + key, "?");
    }
}
