package io.siteward.readable;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What buckets were found to be open to: most calls change nothing about a bucket, and what was judged is not judged again. */
public final class Verdicts {
    private final Map<Evidence, Set<String>> given = new ConcurrentHashMap<>();

    private record Evidence(BucketFacts facts, Insiders insiders) {}

    /** Who can do what, without what lets them; empty when the bucket is closed. */
    public Set<String> on(BucketFacts facts, Insiders insiders) {
        return given.computeIfAbsent(
                new Evidence(facts, insiders),
                evidence -> Exposure.of(evidence.facts(), evidence.insiders()).stream()
                        .map(Objection::opening)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
