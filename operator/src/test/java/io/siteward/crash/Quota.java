package io.siteward.crash;

import io.siteward.sandbox.aws.cloudfront.CloudFrontQuotas;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyType;

/** A number of which an account has only so many: as many as it uses, while it is frozen. */
enum Quota {
    NONE("", aws -> 0, (quotas, value) -> quotas),
    DISTRIBUTIONS(
            "CreateDistributionWithTags",
            aws -> aws.listDistributions(request -> {}).distributionList().quantity(),
            CloudFrontQuotas::withDistributions),
    ORIGIN_ACCESS_CONTROLS(
            "CreateOriginAccessControl",
            aws -> aws.listOriginAccessControls(request -> {})
                    .originAccessControlList()
                    .quantity(),
            CloudFrontQuotas::withOriginAccessControls),
    CACHE_POLICIES(
            "CreateCachePolicy",
            aws -> aws.listCachePolicies(request -> request.type(CachePolicyType.CUSTOM))
                    .cachePolicyList()
                    .quantity(),
            CloudFrontQuotas::withCachePolicies),
    RESPONSE_HEADERS_POLICIES(
            "CreateResponseHeadersPolicy",
            aws -> aws.listResponseHeadersPolicies(request -> request.type(ResponseHeadersPolicyType.CUSTOM))
                    .responseHeadersPolicyList()
                    .quantity(),
            CloudFrontQuotas::withResponseHeadersPolicies),
    FUNCTIONS(
            "CreateFunction",
            aws -> aws.listFunctions(request -> {}).functionList().quantity(),
            CloudFrontQuotas::withFunctions);

    private final String spentBy;

    // Each is a lambda that holds no state; the type cannot say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToIntFunction<CloudFrontClient> used;

    @SuppressWarnings("ImmutableEnumChecker") // likewise
    private final BiFunction<CloudFrontQuotas, Integer, CloudFrontQuotas> with;

    Quota(
            String spentBy,
            ToIntFunction<CloudFrontClient> used,
            BiFunction<CloudFrontQuotas, Integer, CloudFrontQuotas> with) {
        this.spentBy = spentBy;
        this.used = used;
        this.with = with;
    }

    boolean isSpentBy(String operation) {
        return spentBy.equals(operation);
    }

    /** Nothing more of it can be made from now on. */
    void freeze(World world) {
        int most = used.applyAsInt(world.cloudFront());
        world.cloudFront.change(settings -> settings.withQuotas(with.apply(settings.quotas(), most)));
    }

    /** AWS has granted what it grants a fresh account. */
    void lift(World world) {
        world.cloudFront.change(settings -> settings.withQuotas(CloudFrontQuotas.DEFAULT));
    }
}
