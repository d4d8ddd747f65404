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
    private final PublicKeys publicKeys;
    private final KeyGroups keyGroups;
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
        publicKeys = new PublicKeys(context, this::isInKeyGroup);
        keyGroups = new KeyGroups(
                context,
                publicKeys,
                group ->
                        distributions.inUse(references -> references.keyGroups().contains(group)),
                group -> distributions.renewEtags(
                        references -> references.keyGroups().contains(group)));
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

    PublicKeys publicKeys() {
        return publicKeys;
    }

    KeyGroups keyGroups() {
        return keyGroups;
    }

    Functions functions() {
        return functions;
    }

    private boolean isInKeyGroup(String key) {
        return keyGroups.hold(key);
    }
}
