package io.siteward.aws.cloudfront;

import io.siteward.graph.Handle;
import io.siteward.graph.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Origins;
import software.amazon.awssdk.services.cloudfront.model.TrustedSigners;

/**
 * Who may read what of a distribution, in words: {@code /a/*=K1+K2 *=open}. A path is {@code open}, or asks for a signature
 * of one of those that are named, of which {@code account} stands for a trusted signer of old and {@code later} for a key
 * group that is not known yet.
 *
 * @param paths the words by their patterns, in order; the last is the default behaviour's, {@code *}
 */
record Doors(Map<String, List<String>> paths) {
    static final String REST = "*";

    private static final String OPEN = "open";
    private static final String ACCOUNT = "account";
    private static final String LATER = "later";

    static Doors parse(String words) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        for (String each : words.split(" ", -1)) {
            String[] parts = each.split("=", 2);
            paths.put(parts[0], parts[1].equals(OPEN) ? List.of() : List.of(parts[1].split("\\+", -1)));
        }
        return new Doors(paths);
    }

    /** As they are in CloudFront. */
    static Doors of(DistributionConfig config) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        Behaviours.byPattern(config.cacheBehaviors())
                .forEach((pattern, settings) -> paths.put(pattern, signers(settings)));
        paths.put(REST, signers(config.defaultCacheBehavior()));
        return new Doors(paths);
    }

    private static List<String> signers(DefaultCacheBehavior settings) {
        List<String> groups =
                Behaviours.asksForKeys(settings) ? settings.trustedKeyGroups().items() : List.of();
        return Behaviours.asksForSigners(settings)
                ? Stream.concat(groups.stream(), Stream.of(ACCOUNT)).toList()
                : groups;
    }

    DesiredDistribution desired() {
        return new DesiredDistribution(
                new TreeSet<>(),
                DesiredDistribution.ViewerCertificate.cloudFronts(),
                "index.html",
                new DesiredDistribution.Origin("bucket.s3.amazonaws.com", Handle.known("EOAC"), null),
                behaviour(REST),
                paths.keySet().stream()
                        .filter(pattern -> !pattern.equals(REST))
                        .map(pattern -> new DesiredDistribution.PathBehaviour(pattern, behaviour(pattern)))
                        .toList(),
                List.of(),
                "PriceClass_All",
                true,
                DesiredDistribution.Geo.everywhere(),
                new TreeMap<>());
    }

    private DesiredDistribution.Behaviour behaviour(String pattern) {
        List<Handle<String>> groups = words(pattern).stream()
                .<Handle<String>>map(word -> word.equals(LATER)
                        ? new Handle.AfterApply<>(new NodeId("SigningKey", word))
                        : Handle.known(word))
                .toList();
        return new DesiredDistribution.Behaviour(
                false, true, Handle.known("cache"), null, null, Handle.known("arn:function"), groups);
    }

    DistributionConfig config() {
        List<String> patterns =
                paths.keySet().stream().filter(each -> !each.equals(REST)).toList();
        return DistributionConfig.builder()
                .origins(Origins.builder()
                        .quantity(1)
                        .items(Origin.builder()
                                .id(DistributionOverlay.ORIGIN_ID)
                                .build())
                        .build())
                .defaultCacheBehavior(settings(REST))
                .cacheBehaviors(CacheBehaviors.builder()
                        .quantity(patterns.size())
                        .items(patterns.stream()
                                .map(pattern -> Behaviours.of(pattern, settings(pattern)))
                                .toList())
                        .build())
                .build();
    }

    private DefaultCacheBehavior settings(String pattern) {
        DesiredDistribution.Behaviour open = parse("*=open").behaviour(REST);
        boolean account = words(pattern).contains(ACCOUNT);
        return BehaviourOverlay.over(DefaultCacheBehavior.builder().build(), open).toBuilder()
                .trustedKeyGroups(BehaviourOverlay.keyGroups(words(pattern).stream()
                        .filter(word -> !word.equals(ACCOUNT))
                        .toList()))
                .trustedSigners(TrustedSigners.builder()
                        .enabled(account)
                        .quantity(account ? 1 : 0)
                        .items(account ? List.of("self") : List.of())
                        .build())
                .build();
    }

    private List<String> words(String pattern) {
        return paths.getOrDefault(pattern, List.of());
    }

    /** Whether somebody is shown a path of which these patterns say something. */
    boolean opens(String path, String signer) {
        List<String> signers = paths.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey().replace("*", "")))
                .findFirst()
                .orElseThrow()
                .getValue();
        return signers.isEmpty() || signers.contains(signer);
    }

    @Override
    public String toString() {
        return paths.entrySet().stream()
                .map(each ->
                        each.getKey() + "=" + (each.getValue().isEmpty() ? OPEN : String.join("+", each.getValue())))
                .collect(Collectors.joining(" "));
    }
}
