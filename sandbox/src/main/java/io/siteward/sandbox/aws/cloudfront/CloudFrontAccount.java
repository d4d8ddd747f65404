package io.siteward.sandbox.aws.cloudfront;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Everything that one account has in CloudFront. */
final class CloudFrontAccount {
    private final String id;
    private final Distributions distributions;
    private final OriginAccessControls originAccessControls;
    private final ResponseHeadersPolicies responseHeadersPolicies;
    private final CachePolicies cachePolicies;
    private final OriginRequestPolicies originRequestPolicies = new OriginRequestPolicies();
    private final Functions functions;

    CloudFrontAccount(String id, CloudFrontContext context, BiPredicate<String, @Nullable String> aliasIsTaken) {
        this.id = id;
        distributions = new Distributions(this, context, aliasIsTaken);
        originAccessControls = new OriginAccessControls(
                context,
                control -> distributions.inUse(
                        references -> references.originAccessControls().contains(control)));
        responseHeadersPolicies = new ResponseHeadersPolicies(
                context,
                policy -> distributions.inUse(
                        references -> references.headersPolicies().contains(policy)),
                policy -> distributions.renewEtags(
                        references -> references.headersPolicies().contains(policy)));
        cachePolicies = new CachePolicies(
                context,
                policy -> distributions.inUse(
                        references -> references.cachePolicies().contains(policy)));
        functions = new Functions(
                id,
                context,
                arn -> distributions.inUse(references -> references.functions().contains(arn)));
    }

    String id() {
        return id;
    }

    Distributions distributions() {
        return distributions;
    }

    OriginAccessControls originAccessControls() {
        return originAccessControls;
    }

    ResponseHeadersPolicies responseHeadersPolicies() {
        return responseHeadersPolicies;
    }

    CachePolicies cachePolicies() {
        return cachePolicies;
    }

    OriginRequestPolicies originRequestPolicies() {
        return originRequestPolicies;
    }

    Functions functions() {
        return functions;
    }
}
