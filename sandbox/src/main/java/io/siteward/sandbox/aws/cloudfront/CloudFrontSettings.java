package io.siteward.sandbox.aws.cloudfront;

import java.time.Duration;
import java.util.Optional;

/**
 * What a test or a demonstration may choose about the in-memory CloudFront.
 *
 * @param deployTime how long a new or changed distribution stays {@code InProgress}; AWS takes minutes
 * @param keyGroupLag how long after its change the edge still has a key group as it was; empty for the deploy time. No
 *     status tells it
 * @param inUseLag how long after its deletion a distribution still counts as a user of what it referred to
 * @param listsLag whether the first list of a kind after a write still answers as before that write
 * @param callerReferencesStay whether the CallerReference of a deleted distribution or public key stays taken. AWS does
 *     not say; true, the default, is what a careful caller has to be ready for
 */
public record CloudFrontSettings(
        Duration deployTime,
        Optional<Duration> keyGroupLag,
        Duration inUseLag,
        boolean listsLag,
        boolean callerReferencesStay,
        CloudFrontQuotas quotas) {

    public static CloudFrontSettings deployingIn(Duration deployTime) {
        return new CloudFrontSettings(
                deployTime, Optional.empty(), Duration.ZERO, false, true, CloudFrontQuotas.DEFAULT);
    }

    public CloudFrontSettings withDeployTime(Duration value) {
        return new CloudFrontSettings(value, keyGroupLag, inUseLag, listsLag, callerReferencesStay, quotas);
    }

    public CloudFrontSettings withKeyGroupLag(Duration value) {
        return new CloudFrontSettings(deployTime, Optional.of(value), inUseLag, listsLag, callerReferencesStay, quotas);
    }

    public CloudFrontSettings withInUseLag(Duration value) {
        return new CloudFrontSettings(deployTime, keyGroupLag, value, listsLag, callerReferencesStay, quotas);
    }

    public CloudFrontSettings withListsLag(boolean value) {
        return new CloudFrontSettings(deployTime, keyGroupLag, inUseLag, value, callerReferencesStay, quotas);
    }

    public CloudFrontSettings withCallerReferencesStay(boolean value) {
        return new CloudFrontSettings(deployTime, keyGroupLag, inUseLag, listsLag, value, quotas);
    }

    public CloudFrontSettings withQuotas(CloudFrontQuotas value) {
        return new CloudFrontSettings(deployTime, keyGroupLag, inUseLag, listsLag, callerReferencesStay, value);
    }

    /** How long until the edge has a changed key group. */
    Duration keyGroupTime() {
        return keyGroupLag.orElse(deployTime);
    }
}
