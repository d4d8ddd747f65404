package io.siteward.aws.cloudfront;

import io.siteward.aws.cloudfront.DesiredDistribution.Behaviour;
import io.siteward.aws.cloudfront.DesiredDistribution.PathBehaviour;
import io.siteward.graph.Diff;
import io.siteward.graph.Handle;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * The behaviours of a distribution that has private paths, as they have to be while nothing else of it can be changed: what
 * somebody else has opened is closed. Pure.
 *
 * @param config the config that was found, with those behaviours
 * @param diff what of them differed
 */
record PrivateBehaviours(DistributionConfig config, Diff diff) {

    /**
     * From what is wanted, and perhaps cannot be had.
     *
     * @param applied whether exactly that was applied before. Then all behaviours are put back as they were; else only
     *     those of private paths that are there and ask for no signature get the key groups that are known, since nobody
     *     else makes them. Of the rest of a site nobody can tell whether it was private: the manifest may have been changed
     */
    static PrivateBehaviours of(DesiredDistribution desired, DistributionConfig found, boolean applied) {
        Diff.Builder diff = Diff.builder();
        if (!desired.isPrivateAnywhere()) {
            return new PrivateBehaviours(found, diff.build());
        }
        if (applied) {
            new BehaviourDiff(diff).compare(desired, found);
            return new PrivateBehaviours(DistributionOverlay.withBehaviours(found, desired), diff.build());
        }
        return closed(desired, found, diff);
    }

    private static PrivateBehaviours closed(DesiredDistribution desired, DistributionConfig found, Diff.Builder diff) {
        Map<String, DefaultCacheBehavior> behaviours = Behaviours.byPattern(found.cacheBehaviors());
        for (PathBehaviour each : desired.pathBehaviours()) {
            behaviours.computeIfPresent(
                    each.pattern(),
                    (pattern, settings) ->
                            closed("distribution.behaviours[" + pattern + "]", each.behaviour(), settings, diff));
        }
        DistributionConfig config = found.toBuilder()
                .cacheBehaviors(CacheBehaviors.builder()
                        .quantity(behaviours.size())
                        .items(behaviours.entrySet().stream()
                                .map(each -> Behaviours.of(each.getKey(), each.getValue()))
                                .toList())
                        .build())
                .build();
        return new PrivateBehaviours(config, diff.build());
    }

    private static DefaultCacheBehavior closed(
            String path, Behaviour wanted, DefaultCacheBehavior found, Diff.Builder diff) {
        List<String> known = wanted.trustedKeyGroups().stream()
                .filter(Handle.Known.class::isInstance)
                .map(Handle::value)
                .toList();
        // CloudFront knows no way to ask for a signature that nobody can give.
        if (known.isEmpty() || Behaviours.asksForKeys(found)) {
            return found;
        }
        diff.compare(path + ".trustedKeyGroups", new TreeSet<>(known), null);
        return found.toBuilder()
                .trustedKeyGroups(BehaviourOverlay.keyGroups(known))
                .build();
    }
}
