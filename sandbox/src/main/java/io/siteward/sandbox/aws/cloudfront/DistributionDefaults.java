package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachedMethods;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.MinimumProtocolVersion;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/**
 * What CloudFront fills in and reorders: a config read back is never the config sent.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html">the members and
 *     their defaults</a>
 */
final class DistributionDefaults {
    /** The order in which the API answers methods, whatever the order in which they were sent. */
    private static final List<Method> METHOD_ORDER =
            List.of(Method.HEAD, Method.DELETE, Method.POST, Method.GET, Method.OPTIONS, Method.PUT, Method.PATCH);

    private static final List<Method> READING = List.of(Method.HEAD, Method.GET);
    private static final long ERROR_CACHING_SECONDS = 10;

    private DistributionDefaults() {}

    static DistributionConfig fillIn(DistributionConfig config) {
        DistributionConfig.Builder filled = config.toBuilder();
        filled.defaultRootObject(orEmpty(config.defaultRootObject()));
        filled.webACLId(orEmpty(config.webACLId()));
        filled.continuousDeploymentPolicyId(orEmpty(config.continuousDeploymentPolicyId()));
        filled.staging(Boolean.TRUE.equals(config.staging()));
        filled.priceClass(config.priceClass() == null ? PriceClass.PRICE_CLASS_ALL : config.priceClass());
        filled.httpVersion(config.httpVersion() == null ? HttpVersion.HTTP2 : config.httpVersion());
        filled.isIPV6Enabled(config.isIPV6Enabled() == null || config.isIPV6Enabled());
        if (config.aliases() == null) {
            filled.aliases(aliases -> aliases.quantity(0));
        }
        if (config.originGroups() == null) {
            filled.originGroups(groups -> groups.quantity(0));
        }
        if (config.logging() == null) {
            filled.logging(logging ->
                    logging.enabled(false).includeCookies(false).bucket("").prefix(""));
        }
        if (config.restrictions() == null) {
            filled.restrictions(
                    all -> all.geoRestriction(geo -> geo.restrictionType("none").quantity(0)));
        }
        filled.origins(config.origins().toBuilder()
                .items(config.origins().items().stream()
                        .map(DistributionDefaults::origin)
                        .toList())
                .build());
        filled.defaultCacheBehavior(
                Shapes.copy(behavior(Behaviors.ordinary(config.defaultCacheBehavior())), DefaultCacheBehavior.builder())
                        .build());
        List<CacheBehavior> ordered = Behaviors.ordered(config).stream()
                .map(DistributionDefaults::behavior)
                .toList();
        filled.cacheBehaviors(all -> all.quantity(ordered.size()).items(ordered));
        filled.customErrorResponses(errorResponses(config.customErrorResponses()));
        filled.viewerCertificate(certificate(config.viewerCertificate()));
        return filled.build();
    }

    private static Origin origin(Origin origin) {
        Origin.Builder filled = origin.toBuilder();
        filled.originPath(orEmpty(origin.originPath()));
        filled.originAccessControlId(orEmpty(origin.originAccessControlId()));
        filled.connectionAttempts(origin.connectionAttempts() == null ? 3 : origin.connectionAttempts());
        filled.connectionTimeout(origin.connectionTimeout() == null ? 10 : origin.connectionTimeout());
        if (origin.customHeaders() == null) {
            filled.customHeaders(headers -> headers.quantity(0));
        }
        if (origin.originShield() == null) {
            filled.originShield(shield -> shield.enabled(false));
        }
        if (origin.s3OriginConfig() != null) {
            Integer timeout = origin.s3OriginConfig().originReadTimeout();
            filled.s3OriginConfig(origin.s3OriginConfig().toBuilder()
                    .originAccessIdentity(orEmpty(origin.s3OriginConfig().originAccessIdentity()))
                    .originReadTimeout(timeout == null ? 30 : timeout)
                    .build());
        }
        return filled.build();
    }

    private static CacheBehavior behavior(CacheBehavior behavior) {
        CacheBehavior.Builder filled = behavior.toBuilder();
        filled.allowedMethods(methods(behavior.allowedMethods()));
        filled.smoothStreaming(Boolean.TRUE.equals(behavior.smoothStreaming()));
        filled.compress(Boolean.TRUE.equals(behavior.compress()));
        filled.fieldLevelEncryptionId(orEmpty(behavior.fieldLevelEncryptionId()));
        if (behavior.trustedSigners() == null) {
            filled.trustedSigners(signers -> signers.enabled(false).quantity(0));
        }
        if (behavior.trustedKeyGroups() == null) {
            filled.trustedKeyGroups(groups -> groups.enabled(false).quantity(0));
        }
        if (behavior.lambdaFunctionAssociations() == null) {
            filled.lambdaFunctionAssociations(functions -> functions.quantity(0));
        }
        if (behavior.functionAssociations() == null) {
            filled.functionAssociations(functions -> functions.quantity(0));
        }
        if (behavior.grpcConfig() == null) {
            filled.grpcConfig(grpc -> grpc.enabled(false));
        }
        return filled.build();
    }

    private static AllowedMethods methods(@Nullable AllowedMethods methods) {
        List<Method> allowed = methods == null ? READING : inOrder(methods.items());
        CachedMethods cached = methods == null ? null : methods.cachedMethods();
        List<Method> kept = cached == null ? READING : inOrder(cached.items());
        return AllowedMethods.builder()
                .quantity(allowed.size())
                .items(allowed)
                .cachedMethods(items -> items.quantity(kept.size()).items(kept))
                .build();
    }

    private static List<Method> inOrder(List<Method> methods) {
        return METHOD_ORDER.stream().filter(methods::contains).toList();
    }

    private static CustomErrorResponses errorResponses(@Nullable CustomErrorResponses responses) {
        List<CustomErrorResponse> items = responses == null ? List.of() : responses.items();
        return CustomErrorResponses.builder()
                .quantity(items.size())
                .items(items.stream()
                        .map(item -> item.toBuilder()
                                .responsePagePath(orEmpty(item.responsePagePath()))
                                .responseCode(orEmpty(item.responseCode()))
                                .errorCachingMinTTL(
                                        item.errorCachingMinTTL() == null
                                                ? ERROR_CACHING_SECONDS
                                                : item.errorCachingMinTTL())
                                .build())
                        .toList())
                .build();
    }

    /**
     * Without a certificate of one's own the security policy is TLSv1, whatever was asked for.
     *
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html">
     *     ViewerCertificate</a>
     */
    @SuppressWarnings("deprecation") // AWS answers the deprecated members too.
    private static ViewerCertificate certificate(@Nullable ViewerCertificate certificate) {
        String arn = certificate == null ? null : certificate.acmCertificateArn();
        if (certificate == null || arn == null) {
            return ViewerCertificate.builder()
                    .cloudFrontDefaultCertificate(true)
                    .sslSupportMethod("vip")
                    .minimumProtocolVersion(MinimumProtocolVersion.TLS_V1)
                    .certificateSource("cloudfront")
                    .build();
        }
        return certificate.toBuilder()
                .cloudFrontDefaultCertificate(false)
                .certificate(arn)
                .certificateSource("acm")
                .build();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
