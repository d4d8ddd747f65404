package io.siteward.aws.s3;

import io.siteward.graph.Observation.Foreign;
import io.siteward.identity.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * By what right a bucket that exists in the account counts as a site's own.
 *
 * @param identity the site
 * @param recordedAsOurs whether the site's status lists the bucket as made
 */
public record BucketClaim(Identity identity, boolean recordedAsOurs) {

    /**
     * Why a bucket with these tags is not the site's; empty when it is.
     *
     * @param bearsOurPolicy whether its policy is one that Siteward wrote; asked only when the tags leave it open
     */
    Optional<Foreign<Bucket.Observed>> objection(
            BucketRef bucket, Map<String, String> tags, BooleanSupplier bearsOurPolicy) {
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
        // only one that the status lists can have lost its marks. But so could a bucket that somebody made after ours
        // was
        // deleted stand under that name: ours has our policy.
        if (recordedAsOurs && bearsOurPolicy.getAsBoolean()) {
            return Optional.empty();
        }
        return Optional.of(
                new Foreign<>(
                        "BucketNotOurs",
                        recordedAsOurs
                                ? "The bucket " + bucket.name()
                                        + " bears neither the siteward.io tags nor the policy of the one"
                                        + " that Siteward made: give it the tags " + identity.ownerTags()
                                        + " if it is the same, else delete it or remove the site"
                                : "The bucket " + bucket.name() + " exists in account " + bucket.accountId()
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
