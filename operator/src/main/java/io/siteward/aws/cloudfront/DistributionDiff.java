package io.siteward.aws.cloudfront;

import io.siteward.aws.cloudfront.DesiredDistribution.ErrorPage;
import io.siteward.graph.Diff;
import io.siteward.graph.Handle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginShield;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/** Compares a distribution's config, field by field, after normalising what CloudFront reorders or fills in. */
final class DistributionDiff {
    private final DesiredDistribution desired;
    private final DistributionConfig observed;
    private final Diff.Builder diff;

    DistributionDiff(DesiredDistribution desired, DistributionConfig observed, Diff.Builder diff) {
        this.desired = desired;
        this.observed = observed;
        this.diff = diff;
    }

    void compare(String comment) {
        compare("comment", comment, Text.orEmpty(observed.comment()));
        compare("enabled", true, observed.enabled());
        compare(
                "aliases",
                desired.aliases(),
                sorted(
                        observed.aliases() == null
                                ? List.of()
                                : observed.aliases().items()));
        compare("defaultRootObject", desired.defaultRootObject(), Text.orEmpty(observed.defaultRootObject()));
        compare("priceClass", desired.priceClass(), observed.priceClassAsString());
        compare("ipv6", desired.ipv6(), Boolean.TRUE.equals(observed.isIPV6Enabled()));
        // CloudFront answers "http2and3" whatever the case it was given in.
        compare(
                "httpVersion",
                DistributionOverlay.HTTP_VERSION,
                Text.orEmpty(observed.httpVersionAsString()).toLowerCase(Locale.ROOT));
        compareCertificate(observed.viewerCertificate());
        compareOrigins();
        new BehaviourDiff(diff).compare(desired, observed);
        compareErrorPages();
        compareGeo();
    }

    private void compareCertificate(@Nullable ViewerCertificate found) {
        DesiredDistribution.ViewerCertificate wanted = desired.viewerCertificate();
        if (found == null || Boolean.TRUE.equals(found.cloudFrontDefaultCertificate())) {
            compare("viewerCertificate.arn", wanted.arn(), null);
            // CloudFront forces TLSv1 with its own certificate: what stands there says nothing.
            compare("viewerCertificate.minimumProtocol", wanted.minimumProtocol(), "TLSv1");
            return;
        }
        String arn = Text.orNull(found.acmCertificateArn());
        compare("viewerCertificate.arn", wanted.arn(), arn == null ? found.iamCertificateId() : arn);
        String minimum = found.minimumProtocolVersionAsString();
        compare("viewerCertificate.minimumProtocol", wanted.minimumProtocol(), minimum);
        if (wanted.arn() != null) {
            compare("viewerCertificate.sslSupport", "sni-only", found.sslSupportMethodAsString());
        }
    }

    private void compareOrigins() {
        Map<String, Origin> origins = new TreeMap<>();
        observed.origins().items().forEach(origin -> origins.put(origin.id(), origin));
        Origin ours = origins.remove(DistributionOverlay.ORIGIN_ID);
        if (ours == null) {
            compare(originPath(DistributionOverlay.ORIGIN_ID), desired.origin().domainName(), null);
        } else {
            compareOrigin(originPath(ours.id()), ours);
        }
        origins.forEach((id, origin) -> compare(originPath(id), null, origin.domainName()));
        if (observed.originGroups() != null) {
            List<String> groups = observed.originGroups().items().stream()
                    .map(OriginGroup::id)
                    .toList();
            compare("originGroups", List.of(), groups);
        }
    }

    private static String originPath(String id) {
        return "origins[" + id + "]";
    }

    private void compareOrigin(String path, Origin ours) {
        compare(path + ".domainName", desired.origin().domainName(), ours.domainName());
        compareOriginPath(ours, diff);
        compareHandle(
                path + ".originAccessControlId",
                desired.origin().originAccessControlId(),
                Text.orNull(ours.originAccessControlId()));
        compare(
                path + ".originAccessIdentity",
                "",
                ours.s3OriginConfig() == null
                        ? null
                        : Text.orEmpty(ours.s3OriginConfig().originAccessIdentity()));
        OriginShield shield = ours.originShield();
        boolean shielded = shield != null && Boolean.TRUE.equals(shield.enabled());
        compare(
                path + ".shieldRegion",
                desired.origin().shieldRegion(),
                shielded && shield != null ? shield.originShieldRegion() : null);
        compare(path + ".connectionAttempts", DistributionOverlay.CONNECTION_ATTEMPTS, ours.connectionAttempts());
        compare(path + ".connectionTimeout", DistributionOverlay.CONNECTION_TIMEOUT_SECONDS, ours.connectionTimeout());
    }

    /** With another one public paths lead to private files. */
    static void compareOriginPath(Origin ours, Diff.Builder diff) {
        diff.compare(
                "distribution." + originPath(DistributionOverlay.ORIGIN_ID) + ".path",
                DistributionOverlay.ORIGIN_PATH,
                Text.orEmpty(ours.originPath()));
    }

    private void compareErrorPages() {
        Map<Integer, String> wanted =
                desired.errorPages().stream().collect(Collectors.toMap(ErrorPage::errorCode, DistributionDiff::text));
        Map<Integer, String> found = new TreeMap<>();
        if (observed.customErrorResponses() != null) {
            observed.customErrorResponses().items().forEach(page -> found.put(page.errorCode(), text(page)));
        }
        TreeSet<Integer> codes = new TreeSet<>(wanted.keySet());
        codes.addAll(found.keySet());
        codes.forEach(code -> compare("errorPages[" + code + "]", wanted.get(code), found.get(code)));
    }

    private static String text(ErrorPage page) {
        return page.responseCode() + " " + page.path() + " for " + page.cacheSeconds() + " s";
    }

    private static String text(CustomErrorResponse page) {
        String answer = Text.orEmpty(page.responseCode()) + " " + Text.orEmpty(page.responsePagePath());
        return answer + " for " + page.errorCachingMinTTL() + " s";
    }

    private void compareGeo() {
        GeoRestriction found =
                observed.restrictions() == null ? null : observed.restrictions().geoRestriction();
        compare(
                "geo.restriction",
                desired.geo().restriction(),
                found == null ? "none" : found.restrictionTypeAsString());
        compare("geo.countries", desired.geo().countries(), sorted(found == null ? List.of() : found.items()));
    }

    private static Set<String> sorted(Collection<String> values) {
        return new TreeSet<>(values);
    }

    private void compare(String path, @Nullable Object wanted, @Nullable Object found) {
        diff.compare("distribution." + path, wanted, found);
    }

    private void compareHandle(String path, @Nullable Handle<String> wanted, @Nullable String found) {
        if (wanted == null) {
            compare(path, null, found);
        } else {
            diff.compareHandle("distribution." + path, wanted, found);
        }
    }
}
