package io.siteward.sandbox.aws.cloudfront;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;

/** The cache behaviours of a distribution, the default one seen as the last with the pattern {@code *}. */
public final class Behaviors {
    private Behaviors() {}

    /** In the order in which CloudFront tries them. */
    public static List<CacheBehavior> all(DistributionConfig config) {
        List<CacheBehavior> behaviors = new ArrayList<>(ordered(config));
        behaviors.add(ordinary(config.defaultCacheBehavior()));
        return behaviors;
    }

    static List<CacheBehavior> ordered(DistributionConfig config) {
        return config.cacheBehaviors() == null
                ? List.of()
                : config.cacheBehaviors().items();
    }

    static CacheBehavior ordinary(DefaultCacheBehavior behavior) {
        return Shapes.copy(behavior, CacheBehavior.builder()).pathPattern("*").build();
    }

    /** The ids of the key groups that the behaviour names. */
    static Stream<String> keyGroups(CacheBehavior behavior) {
        return behavior.trustedKeyGroups() == null ? Stream.empty() : behavior.trustedKeyGroups().items().stream();
    }

    /**
     * The ids of the key groups whose signatures the behaviour asks for; none where everybody may read. AWS does not say
     * what becomes of groups that are named but not enabled; here they protect nothing.
     */
    public static Stream<String> trustedKeyGroups(CacheBehavior behavior) {
        return keyGroups(behavior)
                .filter(group -> Boolean.TRUE.equals(behavior.trustedKeyGroups().enabled()));
    }

    public static Stream<FunctionAssociation> functions(CacheBehavior behavior) {
        return behavior.functionAssociations() == null
                ? Stream.empty()
                : behavior.functionAssociations().items().stream();
    }
}
