package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlOriginTypes;

/**
 * What CloudFront refuses in a distribution's origins.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html">Origin</a>
 */
final class OriginRules {
    private static final Pattern BUCKET_DOMAIN =
            Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\.s3(\\.[a-z0-9-]+)?\\.amazonaws\\.com");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

    private final CloudFrontAccount account;
    private final int most;

    OriginRules(CloudFrontAccount account, CloudFrontQuotas quotas) {
        this.account = account;
        most = quotas.originsPerDistribution();
    }

    void check(DistributionConfig config) {
        List<Origin> origins = config.origins().items();
        Arguments.check(!origins.isEmpty(), "A distribution must have an origin.");
        if (origins.size() > most) {
            throw Refusal.TOO_MANY_ORIGINS.because("You cannot create more than " + most + " origins.");
        }
        origins.forEach(this::check);
        Set<String> ids = origins.stream().map(Origin::id).collect(Collectors.toSet());
        Arguments.check(ids.size() == origins.size(), "Origin ids must be unique.");
        Behaviors.all(config).forEach(behavior -> {
            if (!ids.contains(behavior.targetOriginId())) {
                throw Refusal.NO_SUCH_ORIGIN.because(
                        "No origin exists with the specified Origin Id: " + behavior.targetOriginId());
            }
        });
    }

    private void check(Origin origin) {
        Arguments.require(origin.id(), "Id");
        Arguments.require(origin.domainName(), "DomainName");
        boolean isBucket = origin.s3OriginConfig() != null;
        Arguments.check(
                !isBucket || origin.customOriginConfig() == null,
                "An origin cannot have both S3OriginConfig and CustomOriginConfig.");
        if (!isBucket && origin.customOriginConfig() == null) {
            throw Refusal.INVALID_ORIGIN.because("An origin needs S3OriginConfig or CustomOriginConfig.");
        }
        if (isBucket && !BUCKET_DOMAIN.matcher(origin.domainName()).matches()) {
            throw Refusal.INVALID_ORIGIN.because(
                    "The Amazon S3 origin server specified does not refer to a valid Amazon S3 bucket.");
        }
        checkPath(origin.originPath());
        checkAccess(origin);
        checkConnection(origin);
    }

    private static void checkPath(String path) {
        if (path != null && !path.isEmpty() && (!path.startsWith("/") || path.endsWith("/") || path.length() > 255)) {
            throw Refusal.INVALID_RELATIVE_PATH.because(
                    "The relative path is too big, is not URL-encoded, or does not begin with a slash (/).");
        }
    }

    private void checkAccess(Origin origin) {
        String control = origin.originAccessControlId();
        boolean hasControl = control != null && !control.isEmpty();
        String identity =
                origin.s3OriginConfig() == null ? null : origin.s3OriginConfig().originAccessIdentity();
        boolean hasIdentity = identity != null && !identity.isEmpty();
        if (hasControl && hasIdentity) {
            throw Refusal.ILLEGAL_ORIGIN_ACCESS_CONFIGURATION.because(
                    "An origin cannot contain both an origin access control (OAC) and an origin access identity"
                            + " (OAI).");
        }
        if (hasIdentity) {
            throw Refusal.INVALID_ORIGIN_ACCESS_IDENTITY.because(
                    "The origin access identity is not valid or doesn't exist.");
        }
        if (!hasControl) {
            return;
        }
        if (!account.originAccessControls().has(control)) {
            throw Refusal.INVALID_ORIGIN_ACCESS_CONTROL.because("The origin access control is not valid: " + control);
        }
        boolean forBuckets = account.originAccessControls().config(control).originAccessControlOriginType()
                == OriginAccessControlOriginTypes.S3;
        if (forBuckets && !BUCKET_DOMAIN.matcher(origin.domainName()).matches()) {
            throw Refusal.INVALID_DOMAIN_NAME_FOR_ORIGIN_ACCESS_CONTROL.because(
                    "An origin access control is associated with an origin whose domain name is not supported.");
        }
    }

    private static void checkConnection(Origin origin) {
        Integer attempts = origin.connectionAttempts();
        Arguments.check(
                attempts == null || (attempts >= 1 && attempts <= 3), "The parameter ConnectionAttempts is invalid.");
        Integer timeout = origin.connectionTimeout();
        Arguments.check(
                timeout == null || (timeout >= 1 && timeout <= 10), "The parameter ConnectionTimeout is invalid.");
        if (origin.originShield() == null) {
            return;
        }
        String region = origin.originShield().originShieldRegion();
        boolean enabled = Boolean.TRUE.equals(origin.originShield().enabled());
        Arguments.check(
                enabled == (region != null && REGION.matcher(region).matches()),
                "The parameter OriginShieldRegion is invalid.");
    }
}
