package io.siteward.aws.cloudfront;

import io.siteward.aws.cloudfront.DesiredDistribution.Behaviour;
import io.siteward.aws.cloudfront.DesiredDistribution.PathBehaviour;
import io.siteward.graph.Diff;
import io.siteward.graph.Handle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;

/** Compares how a distribution answers: the behaviours, their order, and what each of them says. */
final class BehaviourDiff {
    private static final String PREFIX = "distribution.";
    private static final String DEFAULT = PREFIX + "defaultBehaviour.";

    private final Diff.Builder diff;

    BehaviourDiff(Diff.Builder diff) {
        this.diff = diff;
    }

    void compare(DesiredDistribution desired, DistributionConfig observed) {
        compare(DEFAULT, desired.defaultBehaviour(), observed.defaultCacheBehavior());
        Map<String, Behaviour> wanted = new LinkedHashMap<>();
        for (PathBehaviour each : desired.pathBehaviours()) {
            wanted.put(each.pattern(), each.behaviour());
        }
        Map<String, DefaultCacheBehavior> found = Behaviours.byPattern(observed.cacheBehaviors());
        wanted.forEach((pattern, behaviour) -> {
            DefaultCacheBehavior settings = found.get(pattern);
            if (settings == null) {
                diff.compare(path(pattern), DistributionOverlay.ORIGIN_ID, null);
            } else {
                compare(path(pattern) + ".", behaviour, settings);
            }
        });
        found.forEach((pattern, settings) -> {
            if (!wanted.containsKey(pattern)) {
                compareRemoved(pattern, settings, desired.defaultBehaviour().trustedKeyGroups());
            }
        });
        diff.compare(PREFIX + "behaviours.order", common(wanted.keySet(), found), common(found.keySet(), wanted));
    }

    /** What it answered, the rest answers: to whom the rest lets in. */
    private void compareRemoved(String pattern, DefaultCacheBehavior settings, List<Handle<String>> rest) {
        boolean asks = Behaviours.asksForSignature(settings);
        diff.compareReading(path(pattern), null, settings.targetOriginId(), asks && rest.isEmpty());
        if (asks && !rest.isEmpty()) {
            compareKeyGroups(path(pattern) + ".trustedKeyGroups", rest, settings);
        }
    }

    private static String path(String pattern) {
        return PREFIX + "behaviours[" + pattern + "]";
    }

    private static List<String> common(Collection<String> patterns, Map<String, ?> others) {
        return patterns.stream().filter(others::containsKey).toList();
    }

    private void compare(String path, Behaviour wanted, DefaultCacheBehavior found) {
        diff.compare(path + "targetOriginId", DistributionOverlay.ORIGIN_ID, found.targetOriginId());
        diff.compare(path + "viewerProtocol", "redirect-to-https", found.viewerProtocolPolicyAsString());
        diff.compare(
                path + "allowedMethods", sorted(BehaviourOverlay.methods(wanted)), allowed(found.allowedMethods()));
        diff.compare(path + "cachedMethods", sorted(BehaviourOverlay.CACHED_METHODS), cached(found.allowedMethods()));
        diff.compare(path + "compress", wanted.compress(), Boolean.TRUE.equals(found.compress()));
        compareHandle(path + "cachePolicyId", wanted.cachePolicyId(), Text.orNull(found.cachePolicyId()));
        diff.compare(
                path + "originRequestPolicyId",
                wanted.originRequestPolicyId(),
                Text.orNull(found.originRequestPolicyId()));
        compareHandle(
                path + "responseHeadersPolicyId",
                wanted.responseHeadersPolicyId(),
                Text.orNull(found.responseHeadersPolicyId()));
        compareFunctions(path, wanted, found);
        diff.compareReading(
                path + "trustedSigners",
                false,
                Behaviours.asksForSigners(found),
                wanted.trustedKeyGroups().isEmpty());
        compareKeyGroups(path + "trustedKeyGroups", wanted.trustedKeyGroups(), found);
    }

    /** Null stands for a behaviour that asks for no signature; the order of the groups means nothing. */
    private void compareKeyGroups(String path, List<Handle<String>> wanted, DefaultCacheBehavior found) {
        @Nullable Set<String> observed =
                Behaviours.asksForKeys(found) ? sorted(found.trustedKeyGroups().items()) : null;
        List<String> known = new ArrayList<>();
        for (Handle<String> group : wanted) {
            if (group instanceof Handle.AfterApply<String>) {
                diff.compareHandle(path, group, observed == null ? null : observed.toString());
                return;
            }
            known.add(group.value());
        }
        boolean opens = Behaviours.asksForSignature(found)
                && (observed == null || known.isEmpty() || !observed.containsAll(known));
        diff.compareReading(path, known.isEmpty() ? null : sorted(known), observed, opens);
    }

    private void compareFunctions(String path, Behaviour wanted, DefaultCacheBehavior found) {
        Map<String, String> functions = new TreeMap<>();
        if (found.functionAssociations() != null) {
            for (FunctionAssociation association : found.functionAssociations().items()) {
                functions.put(association.eventTypeAsString(), association.functionARN());
            }
        }
        compareHandle(path + "functionArn", wanted.functionArn(), functions.remove("viewer-request"));
        functions.forEach((event, arn) -> diff.compare(path + "functions[" + event + "]", null, arn));
        if (found.lambdaFunctionAssociations() != null) {
            for (LambdaFunctionAssociation lambda :
                    found.lambdaFunctionAssociations().items()) {
                diff.compare(path + "lambdas[" + lambda.eventTypeAsString() + "]", null, lambda.lambdaFunctionARN());
            }
        }
    }

    private static Set<String> allowed(@Nullable AllowedMethods methods) {
        // Absent means GET and HEAD.
        return methods == null ? sorted(BehaviourOverlay.CACHED_METHODS) : sorted(methods.itemsAsStrings());
    }

    private static Set<String> cached(@Nullable AllowedMethods methods) {
        return methods == null || methods.cachedMethods() == null
                ? sorted(BehaviourOverlay.CACHED_METHODS)
                : sorted(methods.cachedMethods().itemsAsStrings());
    }

    private static Set<String> sorted(Collection<String> values) {
        return new TreeSet<>(values);
    }

    private void compareHandle(String path, @Nullable Handle<String> wanted, @Nullable String found) {
        if (wanted == null) {
            diff.compare(path, null, found);
        } else {
            diff.compareHandle(path, wanted, found);
        }
    }
}
