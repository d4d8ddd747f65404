package io.siteward.aws.cloudfront;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroups;
import software.amazon.awssdk.services.cloudfront.model.OriginShield;
import software.amazon.awssdk.services.cloudfront.model.Origins;
import software.amazon.awssdk.services.cloudfront.model.Restrictions;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;
import software.amazon.awssdk.services.cloudfront.model.SSLSupportMethod;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;
import software.amazon.awssdk.services.cloudfront.model.VpcOriginConfig;

/**
 * Lays a desired distribution over a config: {@code UpdateDistribution} replaces everything, so what we do not model is
 * carried through from the config just read.
 *
 * <p>Origins, origin groups, behaviours and functions are ours altogether: they decide who can read what. Those that
 * others have added are removed.
 */
final class DistributionOverlay {
    static final String ORIGIN_ID = "bucket";
    /** What stands before every path in the bucket: nothing. */
    static final String ORIGIN_PATH = "";

    static final String HTTP_VERSION = "http2and3";
    static final int CONNECTION_ATTEMPTS = 3;
    static final int CONNECTION_TIMEOUT_SECONDS = 10;

    private DistributionOverlay() {}

    /** A config for a create. */
    static DistributionConfig create(String callerReference, String comment, DesiredDistribution desired) {
        DistributionConfig empty = DistributionConfig.builder()
                .callerReference(callerReference)
                .defaultCacheBehavior(DefaultCacheBehavior.builder().build())
                .build();
        return over(empty, comment, desired);
    }

    /** A config for an update. */
    static DistributionConfig over(DistributionConfig found, String comment, DesiredDistribution desired) {
        return found.toBuilder()
                .defaultCacheBehavior(BehaviourOverlay.over(found.defaultCacheBehavior(), desired.defaultBehaviour()))
                .cacheBehaviors(BehaviourOverlay.over(found.cacheBehaviors(), desired.pathBehaviours()))
                .comment(comment)
                .enabled(true)
                .aliases(Aliases.builder()
                        .quantity(desired.aliases().size())
                        .items(desired.aliases())
                        .build())
                .viewerCertificate(certificate(desired.viewerCertificate()))
                .defaultRootObject(desired.defaultRootObject())
                .origins(Origins.builder()
                        .quantity(1)
                        .items(origin(found, desired.origin()))
                        .build())
                .originGroups(OriginGroups.builder().quantity(0).build())
                .customErrorResponses(errorPages(desired.errorPages()))
                .priceClass(desired.priceClass())
                .httpVersion(HTTP_VERSION)
                .isIPV6Enabled(desired.ipv6())
                .restrictions(Restrictions.builder()
                        .geoRestriction(GeoRestriction.builder()
                                .restrictionType(desired.geo().restriction())
                                .quantity(desired.geo().countries().size())
                                .items(desired.geo().countries())
                                .build())
                        .build())
                .build();
    }

    private static ViewerCertificate certificate(DesiredDistribution.ViewerCertificate desired) {
        if (desired.arn() == null) {
            return ViewerCertificate.builder()
                    .cloudFrontDefaultCertificate(true)
                    .build();
        }
        return ViewerCertificate.builder()
                .acmCertificateArn(desired.arn())
                .minimumProtocolVersion(desired.minimumProtocol())
                // The other method has a dedicated IP address in every edge, and costs 600 dollars a month.
                .sslSupportMethod(SSLSupportMethod.SNI_ONLY)
                .build();
    }

    private static Origin origin(DistributionConfig found, DesiredDistribution.Origin desired) {
        Origin.Builder origin = ours(found).map(Origin::toBuilder).orElseGet(Origin::builder);
        S3OriginConfig.Builder s3 = ours(found)
                .map(Origin::s3OriginConfig)
                .map(S3OriginConfig::toBuilder)
                .orElseGet(S3OriginConfig::builder);
        OriginShield.Builder shield = OriginShield.builder().enabled(desired.shieldRegion() != null);
        if (desired.shieldRegion() != null) {
            shield.originShieldRegion(desired.shieldRegion());
        }
        return origin.id(ORIGIN_ID)
                .domainName(desired.domainName())
                .originPath(ORIGIN_PATH)
                // Must be there and empty: an origin access control takes the place of the identity.
                .s3OriginConfig(s3.originAccessIdentity("").build())
                .customOriginConfig((CustomOriginConfig) null)
                .vpcOriginConfig((VpcOriginConfig) null)
                .originAccessControlId(desired.originAccessControlId().value())
                .originShield(shield.build())
                .connectionAttempts(CONNECTION_ATTEMPTS)
                .connectionTimeout(CONNECTION_TIMEOUT_SECONDS)
                .build();
    }

    /** The origins that were found, of which ours begins where the bucket does. */
    static DistributionConfig withOurOriginPath(DistributionConfig found) {
        if (!hasOurOrigin(found)) {
            return found;
        }
        List<Origin> origins = found.origins().items().stream()
                .map(origin -> ORIGIN_ID.equals(origin.id())
                        ? origin.toBuilder().originPath(ORIGIN_PATH).build()
                        : origin)
                .toList();
        return found.toBuilder()
                .origins(Origins.builder()
                        .quantity(origins.size())
                        .items(origins)
                        .build())
                .build();
    }

    /** Whether a behaviour can have the origin that we name. */
    static boolean hasOurOrigin(DistributionConfig found) {
        return ours(found).isPresent();
    }

    static Optional<Origin> ours(DistributionConfig found) {
        return found.origins() == null
                ? Optional.empty()
                : found.origins().items().stream()
                        .filter(origin -> ORIGIN_ID.equals(origin.id()))
                        .findFirst();
    }

    static CustomErrorResponses errorPages(List<DesiredDistribution.ErrorPage> desired) {
        List<CustomErrorResponse> pages = desired.stream()
                .map(page -> CustomErrorResponse.builder()
                        .errorCode(page.errorCode())
                        .responseCode(Integer.toString(page.responseCode()))
                        .responsePagePath(page.path())
                        .errorCachingMinTTL(page.cacheSeconds())
                        .build())
                .toList();
        return CustomErrorResponses.builder()
                .quantity(pages.size())
                .items(pages)
                .build();
    }
}
