package io.siteward.aws.cloudfront;

import io.siteward.graph.Diff;
import io.siteward.identity.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.TagKeys;
import software.amazon.awssdk.services.cloudfront.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.Tags;
import software.amazon.awssdk.services.cloudfront.model.UntagResourceRequest;

/** A distribution's tags: the owner's, the user's, and those of others, which are left alone. */
final class DistributionTags {
    private final Identity identity;
    private final Set<String> previouslyApplied;

    /**
     * @param previouslyApplied the keys of user's tags that were applied before; one that is no longer wanted is removed
     */
    DistributionTags(Identity identity, Set<String> previouslyApplied) {
        this.identity = identity;
        this.previouslyApplied = Set.copyOf(previouslyApplied);
    }

    /** The tags that should be there. The owner's stand above the user's. */
    Map<String, String> wanted(DesiredDistribution desired) {
        Map<String, String> wanted = new TreeMap<>(desired.tags());
        wanted.putAll(identity.ownerTags());
        return wanted;
    }

    void compare(DesiredDistribution desired, Map<String, String> observed, Diff.Builder diff) {
        Map<String, String> wanted = wanted(desired);
        wanted.forEach((key, value) -> diff.compare("tags." + key, value, observed.get(key)));
        removed(wanted, observed).forEach(key -> diff.compare("tags." + key, null, observed.get(key)));
    }

    /** Sends what differs, and returns the tags after. */
    Map<String, String> apply(
            CloudFrontClient client, String arn, DesiredDistribution desired, Map<String, String> observed) {
        Map<String, String> wanted = wanted(desired);
        Set<String> removed = removed(wanted, observed);
        Map<String, String> after = add(client, arn, wanted, observed);
        if (!removed.isEmpty()) {
            client.untagResource(UntagResourceRequest.builder()
                    .resource(arn)
                    .tagKeys(TagKeys.builder().items(removed).build())
                    .build());
        }
        after.keySet().removeAll(removed);
        return after;
    }

    /** Sends the owner's tags where they are missing, and returns the tags after. */
    Map<String, String> mark(CloudFrontClient client, String arn, Map<String, String> observed) {
        return add(client, arn, identity.ownerTags(), observed);
    }

    private static Map<String, String> add(
            CloudFrontClient client, String arn, Map<String, String> wanted, Map<String, String> observed) {
        Map<String, String> missing = new TreeMap<>(wanted);
        missing.entrySet().removeIf(tag -> tag.getValue().equals(observed.get(tag.getKey())));
        if (!missing.isEmpty()) {
            client.tagResource(TagResourceRequest.builder()
                    .resource(arn)
                    .tags(toTags(missing))
                    .build());
        }
        Map<String, String> after = new HashMap<>(observed);
        after.putAll(missing);
        return after;
    }

    private Set<String> removed(Map<String, String> wanted, Map<String, String> observed) {
        Set<String> removed = new TreeSet<>(previouslyApplied);
        removed.retainAll(observed.keySet());
        removed.removeAll(wanted.keySet());
        return removed;
    }

    static Map<String, String> read(CloudFrontClient client, String arn) {
        Map<String, String> tags = new HashMap<>();
        client.listTagsForResource(
                        ListTagsForResourceRequest.builder().resource(arn).build())
                .tags()
                .items()
                .forEach(tag -> tags.put(tag.key(), Text.orEmpty(tag.value())));
        return tags;
    }

    static Tags toTags(Map<String, String> tags) {
        List<Tag> items = new ArrayList<>();
        tags.forEach(
                (key, value) -> items.add(Tag.builder().key(key).value(value).build()));
        return Tags.builder().items(items).build();
    }
}
