package io.siteward.aws.cloudfront;

import io.siteward.aws.cloudfront.DesiredDistribution.Behaviour;
import io.siteward.aws.cloudfront.DesiredDistribution.PathBehaviour;
import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import io.siteward.graph.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * The behaviours of a distribution that has private paths, and what else of it decides who reads what, as they have to be
 * while nothing else of it can be changed: what somebody else has opened is closed. Pure.
 *
 * <p>No signature opens more than it did before: a key group comes only to what asked for no signature. So a path to which
 * somebody has let none but a stranger's key stays as it is; CloudFront knows no way to ask for a signature that nobody
 * can give.
 *
 * @param config the config that was found, with those parts of it
 * @param diff what of them differed, and does so no more
 */
record PrivateBehaviours(DistributionConfig config, Diff diff) {

    /**
     * From what is wanted and was made before. All behaviours are put back as they were, and those of others go, but for
     * the ones that ask for a signature: what they close might be open without them. What is found keeps its order, and
     * what was removed comes last, so that no path gets to a behaviour that more signatures open.
     *
     * <p>So are our origin's path, the root object and the error pages: each can show a private file in answer to a path
     * that is public.
     */
    static PrivateBehaviours restored(DesiredDistribution desired, DistributionConfig found) {
        if (!desired.isPrivateAnywhere()) {
            return new PrivateBehaviours(found, Diff.none());
        }
        DefaultCacheBehavior rest = found.defaultCacheBehavior();
        Set<String> wanted =
                desired.pathBehaviours().stream().map(PathBehaviour::pattern).collect(Collectors.toSet());
        Map<String, DefaultCacheBehavior> paths = Behaviours.byPattern(found.cacheBehaviors());
        paths.entrySet()
                .removeIf(each -> !wanted.contains(each.getKey()) && !Behaviours.asksForSignature(each.getValue()));
        for (PathBehaviour each : desired.pathBehaviours()) {
            DefaultCacheBehavior settings =
                    paths.computeIfAbsent(each.pattern(), removed -> opensLike(rest, each.behaviour()));
            paths.put(each.pattern(), restored(each.behaviour(), settings, found));
        }
        DistributionConfig config = DistributionOverlay.withOurOriginPath(withPaths(found, paths)).toBuilder()
                .defaultCacheBehavior(restored(desired.defaultBehaviour(), rest, found))
                .defaultRootObject(desired.defaultRootObject())
                .customErrorResponses(DistributionOverlay.errorPages(desired.errorPages()))
                .build();
        return new PrivateBehaviours(config, putRight(differences(desired, found), differences(desired, config)));
    }

    /** For a path that was removed: the rest has answered it since, to whom it lets in and from where it leads to. */
    private static DefaultCacheBehavior opensLike(DefaultCacheBehavior rest, Behaviour wanted) {
        return BehaviourOverlay.over(rest, wanted).toBuilder()
                .targetOriginId(rest.targetOriginId())
                .trustedKeyGroups(rest.trustedKeyGroups())
                .trustedSigners(rest.trustedSigners())
                .build();
    }

    private static DefaultCacheBehavior restored(
            Behaviour wanted, DefaultCacheBehavior found, DistributionConfig config) {
        DefaultCacheBehavior.Builder restored = BehaviourOverlay.reading(found, wanted).toBuilder();
        if (!DistributionOverlay.hasOurOrigin(config)) {
            restored.targetOriginId(found.targetOriginId());
        }
        if (!Behaviours.asksForSignature(found)) {
            return restored.build();
        }
        List<String> both = known(wanted.trustedKeyGroups());
        both.retainAll(Behaviours.asksForKeys(found) ? found.trustedKeyGroups().items() : List.of());
        return both.isEmpty()
                ? restored.trustedKeyGroups(found.trustedKeyGroups())
                        .trustedSigners(found.trustedSigners())
                        .build()
                : restored.trustedKeyGroups(BehaviourOverlay.keyGroups(both)).build();
    }

    private static Diff differences(DesiredDistribution desired, DistributionConfig config) {
        Diff.Builder diff = Diff.builder();
        new DistributionDiff(desired, config, diff).compare(Text.orEmpty(config.comment()));
        return diff.build();
    }

    /** What differed and does so no more, or in another way. */
    private static Diff putRight(Diff before, Diff after) {
        Map<String, Change> left =
                after.changes().stream().collect(Collectors.toMap(Change::path, Function.identity(), (a, b) -> a));
        List<Change> done = new ArrayList<>();
        for (Change change : before.changes()) {
            Change rest = left.get(change.path());
            if (rest == null) {
                done.add(change);
            } else if (!Objects.equals(rest.observed(), change.observed())) {
                done.add(new Change(change.path(), rest.observed(), change.observed()));
            }
        }
        return new Diff(done);
    }

    /**
     * From what is wanted and was never made so. Only the private paths that have a behaviour which asks for no signature
     * get the key groups that are known, since nobody else makes such ones. Of the rest of a site nobody can tell whether
     * it was private: the manifest may have been changed. Nor which root object and error pages were meant; but our origin
     * never had a path.
     */
    static PrivateBehaviours closed(DesiredDistribution desired, DistributionConfig found) {
        if (!desired.isPrivateAnywhere()) {
            return new PrivateBehaviours(found, Diff.none());
        }
        Diff.Builder diff = Diff.builder();
        DistributionOverlay.ours(found).ifPresent(origin -> DistributionDiff.compareOriginPath(origin, diff));
        Map<String, DefaultCacheBehavior> paths = Behaviours.byPattern(found.cacheBehaviors());
        for (PathBehaviour each : desired.pathBehaviours()) {
            List<String> known = known(each.behaviour().trustedKeyGroups());
            DefaultCacheBehavior settings = paths.get(each.pattern());
            if (settings != null && !known.isEmpty() && !Behaviours.asksForSignature(settings)) {
                diff.compare(
                        "distribution.behaviours[" + each.pattern() + "].trustedKeyGroups", new TreeSet<>(known), null);
                paths.put(
                        each.pattern(),
                        settings.toBuilder()
                                .trustedKeyGroups(BehaviourOverlay.keyGroups(known))
                                .build());
            }
        }
        return new PrivateBehaviours(DistributionOverlay.withOurOriginPath(withPaths(found, paths)), diff.build());
    }

    /**
     * The private paths that have a behaviour which asks for no signature, and that nothing can close, since none of their
     * key groups is known. Such a behaviour is somebody else's doing.
     */
    static List<String> notClosable(DesiredDistribution desired, DistributionConfig found) {
        Map<String, DefaultCacheBehavior> paths = Behaviours.byPattern(found.cacheBehaviors());
        return desired.pathBehaviours().stream()
                .filter(each -> !each.behaviour().trustedKeyGroups().isEmpty()
                        && known(each.behaviour().trustedKeyGroups()).isEmpty())
                .map(PathBehaviour::pattern)
                .filter(pattern -> paths.containsKey(pattern) && !Behaviours.asksForSignature(paths.get(pattern)))
                .toList();
    }

    private static DistributionConfig withPaths(DistributionConfig found, Map<String, DefaultCacheBehavior> paths) {
        return found.toBuilder()
                .cacheBehaviors(CacheBehaviors.builder()
                        .quantity(paths.size())
                        .items(paths.entrySet().stream()
                                .map(each -> Behaviours.of(each.getKey(), each.getValue()))
                                .toList())
                        .build())
                .build();
    }

    private static List<String> known(List<Handle<String>> groups) {
        return groups.stream()
                .filter(Handle.Known.class::isInstance)
                .map(Handle::value)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
