package io.siteward.aws.cloudfront;

import io.siteward.aws.cloudfront.DesiredDistribution.Behaviour;
import io.siteward.aws.cloudfront.DesiredDistribution.PathBehaviour;
import io.siteward.graph.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.CachedMethods;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociations;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociations;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.TrustedSigners;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** Lays desired behaviours over those found. What is not modelled of one stays, and behaviours of others go. */
final class BehaviourOverlay {
    static final List<String> CACHED_METHODS = List.of("GET", "HEAD");

    private BehaviourOverlay() {}

    /** All of them in one list, in order, so that no path is ever served without its key groups. */
    static CacheBehaviors over(@Nullable CacheBehaviors found, List<PathBehaviour> desired) {
        Map<String, DefaultCacheBehavior> settings = Behaviours.byPattern(found);
        List<CacheBehavior> behaviours = desired.stream()
                .map(each -> Behaviours.of(
                        each.pattern(),
                        over(
                                settings.getOrDefault(
                                        each.pattern(),
                                        DefaultCacheBehavior.builder().build()),
                                each.behaviour())))
                .toList();
        return CacheBehaviors.builder()
                .quantity(behaviours.size())
                .items(behaviours)
                .build();
    }

    static DefaultCacheBehavior over(DefaultCacheBehavior found, Behaviour desired) {
        return withoutLegacySettings(reading(found, desired))
                .allowedMethods(AllowedMethods.builder()
                        .quantity(methods(desired).size())
                        .itemsWithStrings(methods(desired))
                        .cachedMethods(CachedMethods.builder()
                                .quantity(CACHED_METHODS.size())
                                .itemsWithStrings(CACHED_METHODS)
                                .build())
                        .build())
                .compress(desired.compress())
                .cachePolicyId(desired.cachePolicyId().value())
                .originRequestPolicyId(desired.originRequestPolicyId())
                .build();
    }

    /**
     * Of what is desired only that which decides who reads what: signatures, the function that other spellings of a path
     * do not get past, the origin, TLS, and the headers that let scripts of other sites read.
     */
    static DefaultCacheBehavior reading(DefaultCacheBehavior found, Behaviour desired) {
        return found.toBuilder()
                .targetOriginId(DistributionOverlay.ORIGIN_ID)
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .responseHeadersPolicyId(value(desired.responseHeadersPolicyId()))
                .functionAssociations(functions(desired))
                .lambdaFunctionAssociations(
                        LambdaFunctionAssociations.builder().quantity(0).build())
                .trustedSigners(
                        TrustedSigners.builder().enabled(false).quantity(0).build())
                .trustedKeyGroups(keyGroups(
                        desired.trustedKeyGroups().stream().map(Handle::value).toList()))
                .build();
    }

    @SuppressWarnings("deprecation") // to be rid of the deprecated settings one has to name them
    private static DefaultCacheBehavior.Builder withoutLegacySettings(DefaultCacheBehavior found) {
        // CloudFront refuses them beside a cache policy.
        return found.toBuilder()
                .forwardedValues((ForwardedValues) null)
                .minTTL(null)
                .defaultTTL(null)
                .maxTTL(null);
    }

    private static FunctionAssociations functions(Behaviour desired) {
        String arn = value(desired.functionArn());
        if (arn == null) {
            return FunctionAssociations.builder().quantity(0).build();
        }
        return FunctionAssociations.builder()
                .quantity(1)
                .items(FunctionAssociation.builder()
                        .eventType(EventType.VIEWER_REQUEST)
                        .functionARN(arn)
                        .build())
                .build();
    }

    static TrustedKeyGroups keyGroups(List<String> groups) {
        return TrustedKeyGroups.builder()
                .enabled(!groups.isEmpty())
                .quantity(groups.size())
                .items(groups)
                .build();
    }

    /** The methods that viewers may use. */
    static List<String> methods(Behaviour behaviour) {
        List<String> methods = new ArrayList<>(CACHED_METHODS);
        if (behaviour.answersPreflight()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static @Nullable String value(@Nullable Handle<String> handle) {
        return handle == null ? null : handle.value();
    }
}
