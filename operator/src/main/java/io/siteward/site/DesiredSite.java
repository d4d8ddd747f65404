package io.siteward.site;

import io.siteward.aws.cloudfront.CacheRules;
import io.siteward.aws.cloudfront.DesiredDistribution;
import io.siteward.aws.cloudfront.HeaderPreset;
import io.siteward.aws.cloudfront.ManagedPolicies;
import io.siteward.aws.cloudfront.OriginAccess;
import io.siteward.aws.cloudfront.ResponseHeaders;
import io.siteward.aws.cloudfront.ViewerFunction;
import io.siteward.aws.s3.Bucket;
import io.siteward.aws.s3.BucketPolicy;
import io.siteward.aws.s3.BucketRef;
import io.siteward.aws.s3.Cors;
import io.siteward.aws.s3.Encryption;
import io.siteward.aws.s3.Lifecycle;
import io.siteward.aws.s3.Ownership;
import io.siteward.aws.s3.PublicAccessBlock;
import io.siteward.aws.s3.Statement;
import io.siteward.aws.s3.Versioning;
import io.siteward.crd.v1alpha1.Geo;
import io.siteward.crd.v1alpha1.Headers;
import io.siteward.crd.v1alpha1.PolicyStatement;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.graph.Handle;
import io.siteward.identity.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a site's manifest means in AWS: pure functions from the spec to the records that AWS is compared with. */
final class DesiredSite {
    private final SecureSiteSpec spec;
    private final Identity identity;
    private final BucketRef bucket;

    DesiredSite(SecureSiteSpec spec, Identity identity, BucketRef bucket) {
        this.spec = spec;
        this.identity = identity;
        this.bucket = bucket;
    }

    Bucket.Desired bucket() {
        return Bucket.Desired.of(bucket, identity.ownerTags(), spec.tags());
    }

    Ownership.Rule ownership() {
        return Ownership.Rule.BUCKET_OWNER_ENFORCED;
    }

    Versioning.Desired versioning() {
        return new Versioning.Desired(spec.versioning() == io.siteward.crd.v1alpha1.Versioning.ENABLED);
    }

    BucketPolicy.Desired policy(Handle<String> distributionArn) {
        return new BucketPolicy.Desired(
                distributionArn,
                spec.additionalPolicyStatements().stream().map(this::statement).toList());
    }

    /** Resources stand in the spec as paths in the bucket, so that no statement can name another's. */
    private Statement statement(PolicyStatement declared) {
        Map<String, List<String>> principals = new TreeMap<>();
        if (!declared.principals().aws().isEmpty()) {
            principals.put("AWS", declared.principals().aws());
        }
        if (!declared.principals().services().isEmpty()) {
            principals.put("Service", declared.principals().services());
        }
        Map<String, Map<String, List<String>>> conditions = new TreeMap<>();
        declared.conditions()
                .forEach(condition -> conditions
                        .computeIfAbsent(condition.operator(), operator -> new TreeMap<>())
                        .put(condition.key(), condition.values()));
        return new Statement(
                declared.sid(),
                declared.effect() == PolicyStatement.Effect.ALLOW ? "Allow" : "Deny",
                principals,
                declared.actions(),
                declared.resources().stream()
                        .map(path -> path.equals("/") ? bucket.arn() : bucket.arn() + path)
                        .toList(),
                conditions);
    }

    PublicAccessBlock.Flags publicAccessBlock() {
        return PublicAccessBlock.Flags.ALL;
    }

    Encryption.Desired encryption() {
        return Encryption.Desired.S3_MANAGED;
    }

    /** Zero days in the spec mean never. */
    Lifecycle.Desired lifecycle() {
        return new Lifecycle.Desired(
                orNever(spec.lifecycle().noncurrentDays()),
                orNever(spec.lifecycle().abortUploadDays()));
    }

    private static @Nullable Integer orNever(int days) {
        return days == 0 ? null : days;
    }

    Cors.Rules cors() {
        if (spec.cors() == null) {
            return Cors.Rules.NONE;
        }
        return new Cors.Rules(List.of(new Cors.Rule(
                spec.cors().allowedOrigins(), spec.cors().allowedMethods(), List.of("*"), List.of("ETag"), null)));
    }

    OriginAccess originAccess() {
        return OriginAccess.forBucket();
    }

    /** With CORS the answer depends on the viewer's Origin, so it has to be in the cache key. */
    CacheRules cacheRules() {
        return CacheRules.forSite(spec.cache().defaultSeconds(), spec.cache().maxSeconds(), spec.cors() != null);
    }

    /** The headers that CloudFront sets; empty when the spec asks for none. */
    Optional<ResponseHeaders> headers() {
        Headers headers = spec.headers();
        Map<String, String> custom = headers.custom().stream()
                .collect(Collectors.toMap(Headers.Header::name, Headers.Header::value, (a, b) -> b, TreeMap::new));
        return Optional.of(HeaderPreset.valueOf(headers.preset().name()).with(headers.contentSecurityPolicy(), custom))
                .filter(wanted -> !wanted.isEmpty());
    }

    /** The function that rewrites viewers' paths, and keeps private ones apart; empty where there is nothing to do. */
    Optional<ViewerFunction> viewerFunction() {
        PrivatePaths paths = new PrivatePaths(spec.privatePaths());
        Optional<ViewerFunction> routing = routing();
        return paths.isEmpty()
                ? routing
                : Optional.of(
                        routing.orElseGet(ViewerFunction::passing).refusingOtherSpellings(!paths.countCharacters()));
    }

    private Optional<ViewerFunction> routing() {
        if (spec.routing() == null) {
            return Optional.empty();
        }
        return Optional.of(
                spec.routing().spa() != null
                        ? ViewerFunction.spa(spec.defaultRootObject())
                        : ViewerFunction.folderIndexes(spec.defaultRootObject()));
    }

    /** The distribution, with the ids of what it refers to. */
    DesiredDistribution distribution(DistributionParts parts) {
        DesiredDistribution.Behaviour open = new DesiredDistribution.Behaviour(
                spec.cors() != null,
                true,
                parts.cachePolicy(),
                spec.cors() == null ? null : ManagedPolicies.CORS_S3_ORIGIN,
                parts.responseHeadersPolicy(),
                parts.viewerFunction(),
                List.of());
        DesiredDistribution.Behaviour closed = open.openedBy(parts.keyGroups());
        boolean wholly = new PrivatePaths(spec.privatePaths()).areWholeSite();
        return new DesiredDistribution(
                new TreeSet<>(spec.aliases()),
                viewerCertificate(),
                spec.defaultRootObject(),
                new DesiredDistribution.Origin(
                        bucket.regionalDomainName(), parts.originAccessControl(), spec.originShieldRegion()),
                wholly ? closed : open,
                pathBehaviours(closed),
                errorPages(),
                priceClass(),
                spec.ipv6(),
                geo(),
                new TreeMap<>(spec.tags()));
    }

    /** One for each private path, in order. Of the whole site the default behaviour has it, which alone serves all. */
    private List<DesiredDistribution.PathBehaviour> pathBehaviours(DesiredDistribution.Behaviour closed) {
        if (!spec.privatePaths().isEmpty() && closed.trustedKeyGroups().isEmpty()) {
            throw new IllegalStateException("private paths without a key group would be open");
        }
        return spec.privatePaths().stream()
                .filter(pattern -> !pattern.equals(PrivatePaths.WHOLE_SITE))
                .map(pattern -> new DesiredDistribution.PathBehaviour(pattern, closed))
                .toList();
    }

    /**
     * What a distribution refers to.
     *
     * @param responseHeadersPolicy null for none
     * @param viewerFunction null for none
     * @param keyGroups those that open private paths
     */
    record DistributionParts(
            Handle<String> originAccessControl,
            Handle<String> cachePolicy,
            @Nullable Handle<String> responseHeadersPolicy,
            @Nullable Handle<String> viewerFunction,
            List<Handle<String>> keyGroups) {}

    private DesiredDistribution.ViewerCertificate viewerCertificate() {
        String arn = spec.certificate() == null ? null : spec.certificate().arn();
        return arn == null
                ? DesiredDistribution.ViewerCertificate.cloudFronts()
                : DesiredDistribution.ViewerCertificate.of(
                        arn, spec.minimumTlsVersion().awsName());
    }

    private List<DesiredDistribution.ErrorPage> errorPages() {
        List<DesiredDistribution.ErrorPage> pages = new ArrayList<>();
        spec.errorPages()
                .forEach(
                        page -> DesiredDistribution.ErrorPage.forStatus(page.status(), page.path(), page.cacheSeconds())
                                .forEach(pages::add));
        pages.sort(Comparator.comparingInt(DesiredDistribution.ErrorPage::errorCode));
        return pages;
    }

    private String priceClass() {
        return spec.priceClass().awsName();
    }

    private DesiredDistribution.Geo geo() {
        Geo geo = spec.geo();
        if (geo == null) {
            return DesiredDistribution.Geo.everywhere();
        }
        return geo.allow() != null
                ? DesiredDistribution.Geo.only(geo.allow())
                : DesiredDistribution.Geo.except(Optional.ofNullable(geo.deny()).orElse(List.of()));
    }
}
