package io.siteward.aws.cloudfront;

import io.siteward.graph.FailedCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;

/**
 * Finds a site's distribution without knowing its id.
 *
 * <p>Lists carry neither CallerReference nor tags: they only name candidates, by the bucket behind them or by our mark in
 * the comment, and each candidate is looked at.
 */
final class DistributionSearch {
    /** An id, as the message of {@code DistributionAlreadyExists} ends with one. */
    private static final Pattern ID = Pattern.compile("\\bE[0-9A-Z]{9,20}\\b");

    private final CloudFrontClient client;
    private final DistributionMark mark;
    private final String bucketDomain;

    DistributionSearch(CloudFrontClient client, DistributionMark mark, String bucketDomain) {
        this.client = client;
        this.mark = mark;
        this.bucketDomain = bucketDomain;
    }

    /** The distribution of this id with its tags, whoever's it is: two calls. */
    Optional<ObservedDistribution> read(String id) {
        return get(id).flatMap(this::withTags);
    }

    /** The site's distribution; the latest generation should there be several. */
    Optional<ObservedDistribution> ours() {
        return candidates().stream()
                .flatMap(id -> get(id).stream())
                .filter(response -> generation(response.distribution()) > 0)
                .flatMap(response -> withTags(response).stream())
                .filter(found -> !mark.isAnothers(found.tags()))
                .max(Comparator.comparing(
                        found -> mark.generation(found.config().callerReference())));
    }

    /**
     * The distribution with exactly this reference.
     *
     * @param hint a text that may name its id; undocumented, so it is only tried first
     */
    Optional<ObservedDistribution> byReference(String callerReference, String hint) {
        Matcher matcher = ID.matcher(hint);
        List<String> ids = new ArrayList<>();
        while (matcher.find()) {
            ids.add(matcher.group());
        }
        return byReference(callerReference, ids).or(() -> byReference(callerReference, candidates()));
    }

    private Optional<ObservedDistribution> byReference(String callerReference, List<String> ids) {
        return ids.stream()
                .flatMap(id -> get(id).stream())
                .filter(response -> callerReference.equals(
                        response.distribution().distributionConfig().callerReference()))
                .findFirst()
                .flatMap(this::withTags);
    }

    private int generation(Distribution distribution) {
        return mark.generation(distribution.distributionConfig().callerReference());
    }

    private List<String> candidates() {
        List<String> ids = new ArrayList<>();
        @Nullable String marker = null;
        do {
            DistributionList page = client.listDistributions(
                            ListDistributionsRequest.builder().marker(marker).build())
                    .distributionList();
            page.items().stream()
                    .filter(this::isCandidate)
                    .map(DistributionSummary::id)
                    .forEach(ids::add);
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.nextMarker() : null;
        } while (marker != null);
        return ids;
    }

    private boolean isCandidate(DistributionSummary summary) {
        return mark.isIn(Text.orEmpty(summary.comment()))
                || summary.origins().items().stream().anyMatch(origin -> bucketDomain.equals(origin.domainName()));
    }

    private Optional<GetDistributionResponse> get(String id) {
        try {
            return Optional.of(client.getDistribution(
                    GetDistributionRequest.builder().id(id).build()));
        } catch (FailedCall e) {
            return absent(e);
        }
    }

    private Optional<ObservedDistribution> withTags(GetDistributionResponse response) {
        Distribution distribution = response.distribution();
        try {
            return Optional.of(ObservedDistribution.of(
                    distribution,
                    Objects.requireNonNull(response.eTag(), "ETag"),
                    DistributionTags.read(client, distribution.arn())));
        } catch (FailedCall e) {
            return absent(e);
        }
    }

    private static <T> Optional<T> absent(FailedCall failure) {
        // Tags answer NoSuchResource for a distribution that went between the two calls.
        if (failure.is("NoSuchDistribution") || failure.is("NoSuchResource")) {
            return Optional.empty();
        }
        throw failure;
    }
}
