package io.siteward.sandbox.aws.cloudfront;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudfront.model.Tags;
import software.amazon.awssdk.services.cloudfront.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudfront.model.UntagResourceResponse;

/**
 * The tags of distributions; origin access controls, policies and functions have none.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_TagResource.html">TagResource</a>
 */
final class Tagging {
    private static final int MOST_TAGS = 50;

    private final Distributions distributions;

    Tagging(Distributions distributions) {
        this.distributions = distributions;
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        Map<String, String> tags = find(request.resource()).tags();
        return ListTagsForResourceResponse.builder()
                .tags(all -> all.items(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList()))
                .build();
    }

    TagResourceResponse tag(TagResourceRequest request) {
        StoredDistribution distribution = find(request.resource());
        distributions.tag(distribution, accepted(distribution.tags(), request.tags()));
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        StoredDistribution distribution = find(request.resource());
        Map<String, String> kept = new TreeMap<>(distribution.tags());
        if (request.tagKeys() != null) {
            request.tagKeys().items().forEach(kept::remove);
        }
        distributions.tag(distribution, kept);
        return UntagResourceResponse.builder().build();
    }

    /** The tags there were with those that come; refuses what no resource of AWS may carry. */
    static Map<String, String> accepted(Map<String, String> before, @Nullable Tags added) {
        Map<String, String> tags = new TreeMap<>(before);
        if (added != null) {
            for (Tag tag : added.items()) {
                String value = tag.value() == null ? "" : tag.value();
                boolean valid = tag.key() != null
                        && !tag.key().isEmpty()
                        && tag.key().length() <= 128
                        && !tag.key().startsWith("aws:")
                        && value.length() <= 256;
                if (!valid) {
                    throw Refusal.INVALID_TAGGING.because("The tagging specified is not valid: " + tag.key());
                }
                tags.put(tag.key(), value);
            }
        }
        if (tags.size() > MOST_TAGS) {
            throw Refusal.INVALID_TAGGING.because("A resource can have " + MOST_TAGS + " tags.");
        }
        return tags;
    }

    private StoredDistribution find(@Nullable String arn) {
        Arguments.check(
                arn != null && arn.matches("arn:aws:cloudfront::[0-9]{12}:distribution/[A-Z0-9]+"),
                "The parameter Resource is invalid.");
        return distributions.all().stream()
                .filter(distribution -> distribution.arn().equals(arn))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.NO_SUCH_RESOURCE.because("A resource that was specified is not valid: " + arn));
    }
}
