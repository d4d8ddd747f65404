package io.siteward.site;

import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import io.siteward.identity.Identity;
import io.siteward.readable.BucketFacts;
import io.siteward.readable.BucketView;
import io.siteward.readable.Exposure;
import io.siteward.readable.Insiders;
import io.siteward.readable.Objection;
import io.siteward.sandbox.aws.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.NoSuchResourceException;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * Looks at every bucket of our account after every call: none may be more open than after the call before. It reads past
 * the wire, so that it is neither counted nor struck by faults.
 */
final class ReadableWatch implements GateHook {
    private static final Pattern DISTRIBUTION =
            Pattern.compile("arn:aws:cloudfront::" + SiteWorld.ACCOUNT + ":distribution/[A-Z0-9]+(?=\")");

    private final SiteWorld world;
    private final S3Client s3;
    private final CloudFrontClient cloudFront;
    private final Map<String, Set<String>> openings = new TreeMap<>();
    /** A policy may outlive the distribution that it names. */
    private final Set<String> distributions = new HashSet<>();

    /** Most calls change nothing about a bucket: what was judged once is not judged again. */
    private final Map<Evidence, Set<String>> judged = new HashMap<>();

    private final List<String> worse = new ArrayList<>();
    private int looks;

    private record Evidence(BucketFacts facts, Insiders insiders) {}

    ReadableWatch(SiteWorld world) {
        this.world = world;
        this.s3 = world.s3.as(Caller.ofAccount(SiteWorld.ACCOUNT));
        this.cloudFront = world.cloudFront.as(Caller.ofAccount(SiteWorld.ACCOUNT));
    }

    /** From now on it counts: what is open now is nobody's fault, and must only close. */
    void begin() {
        openings.clear();
        buckets().forEach(bucket -> openings.put(bucket, openings(bucket)));
    }

    @Override
    public void after(Call call, Outcome outcome) {
        looks++;
        Set<String> present = new HashSet<>(buckets());
        openings.keySet().retainAll(present);
        for (String bucket : present) {
            Set<String> now = openings(bucket);
            Set<String> added = new TreeSet<>(now);
            added.removeAll(openings.getOrDefault(bucket, Set.of()));
            if (!added.isEmpty()) {
                worse.add("call " + looks + ", " + call.operation() + ", opened " + bucket + ": " + added);
            }
            openings.put(bucket, now);
        }
    }

    /** Where a call made a bucket more open than it was before. */
    List<String> worse() {
        return worse;
    }

    /** What is open now, by bucket; nothing for a bucket that is closed. */
    Map<String, Set<String>> open() {
        begin();
        Map<String, Set<String>> open = new TreeMap<>(openings);
        open.values().removeIf(Set::isEmpty);
        return open;
    }

    int looks() {
        return looks;
    }

    private List<String> buckets() {
        return s3.listBuckets().buckets().stream().map(Bucket::name).toList();
    }

    private Set<String> openings(String bucket) {
        BucketFacts facts = new BucketView(s3).read(bucket);
        distributions.addAll(siteDistributions(facts));
        boolean ofTheSite = bucket.equals(SiteNames.bucket(world.site.getSpec(), identity()));
        List<String> granted = ofTheSite ? GrantedStatements.of(world.site.getSpec(), bucket) : List.of();
        Insiders insiders = new Insiders(SiteWorld.ACCOUNT, ofTheSite ? distributions : Set.of(), granted);
        return judged.computeIfAbsent(
                new Evidence(facts, insiders),
                evidence -> Exposure.of(evidence.facts(), evidence.insiders()).stream()
                        .map(Objection::opening)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Those that the policy names and that carry the site's mark. Not by a list: to look must not change what lags. */
    private List<String> siteDistributions(BucketFacts facts) {
        return DISTRIBUTION
                .matcher(facts.policy().orElse(""))
                .results()
                .map(MatchResult::group)
                .filter(arn -> identity().owns(tags(arn)))
                .toList();
    }

    private Map<String, String> tags(String arn) {
        try {
            return cloudFront.listTagsForResource(request -> request.resource(arn)).tags().items().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
        } catch (NoSuchResourceException e) {
            return Map.of();
        }
    }

    private Identity identity() {
        return new SiteAdmission("test-fleet").identity(world.site);
    }
}
