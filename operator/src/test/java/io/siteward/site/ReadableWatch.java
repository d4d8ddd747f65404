package io.siteward.site;

import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import io.siteward.readable.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at every bucket of our account after every call: none may be more open than after the call before. */
final class ReadableWatch implements GateHook {
    private final SiteWorld world;
    private final SiteBuckets buckets;
    private final List<String> worse = new ArrayList<>();
    private Map<String, Set<String>> openings = Map.of();
    private int looks;

    ReadableWatch(SiteWorld world) {
        this.world = world;
        this.buckets = new SiteBuckets(world.s3, world.cloudFront, SiteWorld.ACCOUNT, new Verdicts());
    }

    /** From now on it counts: what is open now is nobody's fault, and must only close. */
    void begin() {
        openings = buckets.openings(List.of(world.site));
    }

    @Override
    public void after(Call call, Outcome outcome) {
        looks++;
        Map<String, Set<String>> now = buckets.openings(List.of(world.site));
        now.forEach((bucket, open) -> {
            Set<String> added = new TreeSet<>(open);
            added.removeAll(openings.getOrDefault(bucket, Set.of()));
            if (!added.isEmpty()) {
                worse.add("call " + looks + ", " + call.operation() + ", opened " + bucket + ": " + added);
            }
        });
        openings = now;
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
}
