package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;

/**
 * What CloudFront refuses in a distribution's config, looked at alone.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html">the errors</a>
 */
final class DistributionRules {
    private static final int LONGEST_ROOT_OBJECT = 255;
    private static final int LONGEST_COMMENT = 128;
    private static final Set<Integer> ERRORS_WITH_PAGES = Set.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private DistributionRules() {}

    static void check(DistributionConfig config) {
        Arguments.require(config, "DistributionConfig");
        Arguments.check(
                config.callerReference() != null && !config.callerReference().isEmpty(),
                "The parameter CallerReference is required.");
        Arguments.require(config.origins(), "Origins");
        Arguments.require(config.defaultCacheBehavior(), "DefaultCacheBehavior");
        Arguments.require(config.comment(), "Comment");
        Arguments.require(config.enabled(), "Enabled");
        Arguments.length(config.comment(), LONGEST_COMMENT, "Comment");
        if (config.priceClass() != null) {
            Arguments.oneOf(config.priceClass(), PriceClass.knownValues(), "PriceClass");
        }
        if (config.httpVersion() != null) {
            Arguments.oneOf(config.httpVersion(), HttpVersion.knownValues(), "HttpVersion");
        }
        Shapes.checkQuantities(config);
        checkRootObject(config.defaultRootObject());
        checkErrorResponses(config);
        if (config.restrictions() != null) {
            checkGeo(config.restrictions().geoRestriction());
        }
        checkWebAcl(config.webACLId());
    }

    /**
     * An update has to carry what a create may leave out.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview-required-fields.html">
     *     Required fields for create distribution and update distribution</a>
     */
    static void checkUpdate(DistributionConfig before, DistributionConfig after) {
        Map<String, Function<DistributionConfig, ?>> required = Map.of(
                "Aliases", DistributionConfig::aliases,
                "CacheBehaviors", DistributionConfig::cacheBehaviors,
                "CustomErrorResponses", DistributionConfig::customErrorResponses,
                "DefaultRootObject", DistributionConfig::defaultRootObject,
                "HttpVersion", DistributionConfig::httpVersion,
                "Logging", DistributionConfig::logging,
                "PriceClass", DistributionConfig::priceClass,
                "Restrictions", DistributionConfig::restrictions,
                "ViewerCertificate", DistributionConfig::viewerCertificate,
                "WebACLId", DistributionConfig::webACLId);
        List<String> missing = required.entrySet().stream()
                .filter(member -> member.getValue().apply(after) == null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.ILLEGAL_UPDATE.because(missing.get(0) + " is required for updates.");
        }
        if (!before.callerReference().equals(after.callerReference())) {
            throw Refusal.ILLEGAL_UPDATE.because("CallerReference cannot be changed.");
        }
    }

    private static void checkRootObject(String rootObject) {
        boolean allowed = rootObject == null
                || rootObject.isEmpty()
                || (rootObject.length() <= LONGEST_ROOT_OBJECT
                        && rootObject.matches("[A-Za-z0-9_.*$~\"'&-][A-Za-z0-9_.*$/~\"'&-]*"));
        if (!allowed) {
            throw Refusal.INVALID_DEFAULT_ROOT_OBJECT.because(
                    "The default root object file name is too big or contains an invalid character.");
        }
    }

    private static void checkErrorResponses(DistributionConfig config) {
        if (config.customErrorResponses() == null) {
            return;
        }
        List<CustomErrorResponse> responses = config.customErrorResponses().items();
        responses.forEach(DistributionRules::checkErrorResponse);
        Set<Integer> codes =
                responses.stream().map(CustomErrorResponse::errorCode).collect(Collectors.toSet());
        Arguments.check(codes.size() == responses.size(), "An ErrorCode is listed twice.");
    }

    private static void checkErrorResponse(CustomErrorResponse response) {
        if (response.errorCode() == null || !ERRORS_WITH_PAGES.contains(response.errorCode())) {
            throw Refusal.INVALID_ERROR_CODE.because("An invalid error code was specified: " + response.errorCode());
        }
        boolean hasPage = response.responsePagePath() != null
                && !response.responsePagePath().isEmpty();
        boolean hasCode =
                response.responseCode() != null && !response.responseCode().isEmpty();
        Arguments.check(
                hasPage == hasCode, "ResponsePagePath and ResponseCode must both be specified or both be left out.");
        Arguments.check(
                !hasPage || response.responsePagePath().startsWith("/"), "The parameter ResponsePagePath is invalid.");
        boolean knownCode = !hasCode
                || response.responseCode().equals("200")
                || ERRORS_WITH_PAGES.stream().map(String::valueOf).anyMatch(response.responseCode()::equals);
        if (!knownCode) {
            throw Refusal.INVALID_RESPONSE_CODE.because("A response code is not valid: " + response.responseCode());
        }
        Arguments.check(
                response.errorCachingMinTTL() == null || response.errorCachingMinTTL() >= 0,
                "The parameter ErrorCachingMinTTL is invalid.");
    }

    private static void checkGeo(GeoRestriction geo) {
        Arguments.require(geo, "GeoRestriction");
        Arguments.oneOf(geo.restrictionType(), GeoRestrictionType.knownValues(), "RestrictionType");
        if ((geo.restrictionType() == GeoRestrictionType.NONE) != geo.items().isEmpty()) {
            throw Refusal.INVALID_GEO_RESTRICTION_PARAMETER.because(
                    "The locations do not fit the restriction type " + geo.restrictionTypeAsString());
        }
        geo.items().stream()
                .filter(code -> !COUNTRIES.contains(code))
                .findFirst()
                .ifPresent(code -> {
                    throw Refusal.INVALID_LOCATION_CODE.because("The location code specified is not valid: " + code);
                });
    }

    /** The in-memory AWS has no WAF: it looks at the form of the ARN alone. */
    private static void checkWebAcl(String webAcl) {
        boolean wellFormed = webAcl == null
                || webAcl.isEmpty()
                || webAcl.matches("arn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/[^/]+/[0-9a-f-]{36}");
        if (!wellFormed) {
            throw Refusal.INVALID_WEB_ACL_ID.because("A web ACL ID specified is not valid: " + webAcl);
        }
    }
}
