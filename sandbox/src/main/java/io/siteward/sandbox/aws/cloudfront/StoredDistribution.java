package io.siteward.sandbox.aws.cloudfront;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.ActiveTrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;

/**
 * One distribution as CloudFront keeps it.
 *
 * @param rollouts the config that viewers meet and those on their way to the edge, the newest last
 */
record StoredDistribution(
        String id,
        String accountId,
        String domainName,
        String etag,
        Instant modified,
        List<Rollout> rollouts,
        Map<String, String> tags) {

    /** A config and the moment from which every edge location has it. */
    record Rollout(DistributionConfig config, Instant deployed) {}

    /** The newest config, deployed or not: the one the API answers. */
    DistributionConfig config() {
        return rollouts.get(rollouts.size() - 1).config();
    }

    References references() {
        return References.of(config());
    }

    boolean isInProgress(Instant now) {
        return now.isBefore(rollouts.get(rollouts.size() - 1).deployed());
    }

    /** The config that viewers meet: the newest deployed one. A new distribution serves its first config at once. */
    DistributionConfig deployedConfig(Instant now) {
        DistributionConfig deployed = rollouts.get(0).config();
        for (Rollout rollout : rollouts) {
            if (!now.isBefore(rollout.deployed())) {
                deployed = rollout.config();
            }
        }
        return deployed;
    }

    StoredDistribution updated(DistributionConfig config, String newEtag, Instant now, Instant deployed) {
        Rollout served = new Rollout(deployedConfig(now), Instant.MIN);
        Stream<Rollout> coming = rollouts.stream().filter(rollout -> now.isBefore(rollout.deployed()));
        List<Rollout> all = Stream.concat(
                        Stream.concat(Stream.of(served), coming), Stream.of(new Rollout(config, deployed)))
                .toList();
        return new StoredDistribution(id, accountId, domainName, newEtag, now, all, tags);
    }

    StoredDistribution withEtag(String value) {
        return new StoredDistribution(id, accountId, domainName, value, modified, rollouts, tags);
    }

    StoredDistribution withTags(Map<String, String> value) {
        return new StoredDistribution(id, accountId, domainName, etag, modified, rollouts, value);
    }

    String arn() {
        return "arn:aws:cloudfront::" + accountId + ":distribution/" + id;
    }

    /** @param trusted the key groups of its behaviours, with the keys in them */
    Distribution shape(Instant now, ActiveTrustedKeyGroups trusted) {
        return Distribution.builder()
                .id(id)
                .arn(arn())
                .status(status(now))
                .lastModifiedTime(modified)
                .inProgressInvalidationBatches(0)
                .domainName(domainName)
                .activeTrustedSigners(signers -> signers.enabled(false).quantity(0))
                .activeTrustedKeyGroups(trusted)
                .distributionConfig(config())
                .build();
    }

    /** As the lists show it: without CallerReference, default root object, logging and tags. */
    DistributionSummary summary(Instant now) {
        return Shapes.copy(config(), DistributionSummary.builder())
                .id(id)
                .arn(arn())
                .eTag(etag)
                .status(status(now))
                .lastModifiedTime(modified)
                .domainName(domainName)
                .build();
    }

    private String status(Instant now) {
        return isInProgress(now) ? "InProgress" : "Deployed";
    }
}
