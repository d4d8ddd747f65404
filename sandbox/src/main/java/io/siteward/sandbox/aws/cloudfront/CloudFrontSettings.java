package io.siteward.sandbox.aws.cloudfront;

import java.time.Duration;

/**
 * What a test or a demonstration may choose about the in-memory CloudFront.
 *
 * @param deployTime how long a new or changed distribution stays {@code InProgress}; AWS takes minutes
 * @param inUseLag how long after its deletion a distribution still counts as a user of what it referred to
 * @param listsLag whether the first list of a kind after a write still answers as before that write
 * @param callerReferencesStay whether the CallerReference of a deleted distribution or public key stays
 *     taken. AWS does not say;
 *     true, the default, is what a careful caller has to be ready for
 */
public record CloudFrontSettings(
        Duration deployTime,
        Duration inUseLag,
        boolean listsLag,
        boolean callerReferencesStay,
        CloudFrontQuotas quotas) {

    public static CloudFrontSettings deployingIn(Duration deployTime) {
        return new CloudFrontSettings(deployTime, Duration.ZERO, false, true, CloudFrontQuotas.DEFAULT);
    }

    public CloudFrontSettings withDeployTime(Duration value) {
        return new CloudFrontSettings(value, inUseLag, listsLag, callerReferencesStay, quotas);
    }

    public CloudFrontSettings withInUseLag(Duration value) {
        return new CloudFrontSettings(deployTime, value, listsLag, callerReferencesStay, quotas);
    }

    public CloudFrontSettings withListsLag(boolean value) {
        return new CloudFrontSettings(deployTime, inUseLag, value, callerReferencesStay, quotas);
    }

    public CloudFrontSettings withCallerReferencesStay(boolean value) {
        return new CloudFrontSettings(deployTime, inUseLag, listsLag, value, quotas);
    }

    public CloudFrontSettings withQuotas(CloudFrontQuotas value) {
        return new CloudFrontSettings(deployTime, inUseLag, listsLag, callerReferencesStay, value);
    }
}
