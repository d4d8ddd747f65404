package io.siteward.aws.cloudfront;

import io.siteward.graph.Handle;
import io.siteward.graph.NodeId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Origins;
import software.amazon.awssdk.services.cloudfront.model.TrustedSigners;

/**
 * Who may read what of a distribution, in words: {@code /a/*=K1+K2 *=open}. A path is {@code open}, or asks for a signature
 * of one of those that are named, of which {@code account} stands for a trusted signer of old and {@code later} for a key
 * group that is not known yet. After the paths come the other doors to what is private, where they are not as usual:
 * {@code origin:/a root:a/b 403:/a/b}.
 *
 * @param paths the words by their patterns, in order; the last is the default behaviour's, {@code *}
 * @param originPath what stands before every path in the bucket
 * @param rootObject what is shown for {@code /}
 * @param errorPages what is shown in place of an error, by its status
 */
record Doors(
        Map<String, List<String>> paths, String originPath, String rootObject, SortedMap<Integer, String> errorPages) {
    static final String REST = "*";

    private static final String ORIGIN = "origin";
    private static final String ROOT = "root";
    private static final String INDEX = "index.html";
    private static final long PAGE_SECONDS = 10;

    private static final String OPEN = "open";
    private static final String ACCOUNT = "account";
    private static final String LATER = "later";

    static Doors parse(String words) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        Map<String, String> others = new HashMap<>();
        for (String each : words.split(" ", -1)) {
            String[] parts = each.split("[=:]", 2);
            if (each.contains("=")) {
                paths.put(parts[0], parts[1].equals(OPEN) ? List.of() : List.of(parts[1].split("\\+", -1)));
            } else {
                others.put(parts[0], parts[1]);
            }
        }
        String originPath = Objects.requireNonNullElse(others.remove(ORIGIN), "");
        String rootObject = Objects.requireNonNullElse(others.remove(ROOT), INDEX);
        SortedMap<Integer, String> pages = new TreeMap<>();
        others.forEach((status, page) -> pages.put(Integer.valueOf(status), page));
        return new Doors(paths, originPath, rootObject, pages);
    }

    /** As they are in CloudFront. */
    static Doors of(DistributionConfig config) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        Behaviours.byPattern(config.cacheBehaviors())
                .forEach((pattern, settings) -> paths.put(pattern, signers(settings)));
        paths.put(REST, signers(config.defaultCacheBehavior()));
        SortedMap<Integer, String> pages = new TreeMap<>();
        config.customErrorResponses().items().forEach(page -> pages.put(page.errorCode(), page.responsePagePath()));
        String originPath = config.origins().items().stream()
                .filter(origin -> origin.id().equals(DistributionOverlay.ORIGIN_ID))
                .findFirst()
                .map(Origin::originPath)
                .orElse("");
        return new Doors(paths, originPath, config.defaultRootObject(), pages);
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
                rootObject,
                new DesiredDistribution.Origin("bucket.s3.amazonaws.com", Handle.known("EOAC"), null),
                behaviour(REST),
                paths.keySet().stream()
                        .filter(pattern -> !pattern.equals(REST))
                        .map(pattern -> new DesiredDistribution.PathBehaviour(pattern, behaviour(pattern)))
                        .toList(),
                errorPages.entrySet().stream()
                        .map(page -> new DesiredDistribution.ErrorPage(
                                page.getKey(), page.getKey(), page.getValue(), PAGE_SECONDS))
                        .toList(),
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
                                .originPath(originPath)
                                .build())
                        .build())
                .defaultRootObject(rootObject)
                .customErrorResponses(CustomErrorResponses.builder()
                        .quantity(errorPages.size())
                        .items(errorPages.entrySet().stream()
                                .map(page -> CustomErrorResponse.builder()
                                        .errorCode(page.getKey())
                                        .responseCode(page.getKey().toString())
                                        .responsePagePath(page.getValue())
                                        .errorCachingMinTTL(PAGE_SECONDS)
                                        .build())
                                .toList())
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

    /** Whether somebody is shown what lies under this path in the bucket, under whichever path. */
    boolean shows(String object, String signer) {
        boolean byItsPath = object.startsWith(originPath + "/") && opens(object.substring(originPath.length()), signer);
        boolean byTheRoot = object.equals(originPath + "/" + rootObject) && opens("/", signer);
        return byItsPath
                || byTheRoot
                || errorPages.values().stream().anyMatch(page -> object.equals(originPath + page));
    }

    @Override
    public String toString() {
        Stream<String> words = paths.entrySet().stream()
                .map(each ->
                        each.getKey() + "=" + (each.getValue().isEmpty() ? OPEN : String.join("+", each.getValue())));
        Stream<String> others = Stream.of(
                originPath.isEmpty() ? "" : ORIGIN + ":" + originPath,
                rootObject.equals(INDEX) ? "" : ROOT + ":" + rootObject);
        Stream<String> pages = errorPages.entrySet().stream().map(page -> page.getKey() + ":" + page.getValue());
        return Stream.of(words, others, pages)
                .flatMap(each -> each)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
