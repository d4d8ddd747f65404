package io.siteward.crash;

import io.siteward.gate.Call;
import io.siteward.readable.Verdicts;
import io.siteward.site.SiteBuckets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** No call opens a bucket to somebody to whom it was closed before. What somebody else opened may only close. */
final class ClosedBuckets implements Invariant {
    private final World world;
    private final SiteBuckets buckets;
    private Map<String, Set<String>> openBefore = Map.of();

    ClosedBuckets(World world, Verdicts verdicts) {
        this.world = world;
        this.buckets = new SiteBuckets(world.s3, world.cloudFront, World.OURS, verdicts);
    }

    @Override
    public void before(Call call) {
        if (matters(call)) {
            openBefore = openings();
        }
    }

    @Override
    public void after(Call call) {
        if (matters(call)) {
            openings().forEach((bucket, open) -> check(call, bucket, open));
        }
    }

    private void check(Call call, String bucket, Set<String> open) {
        Set<String> opened = new TreeSet<>(open);
        opened.removeAll(openBefore.getOrDefault(bucket, Set.of()));
        if (!opened.isEmpty()) {
            throw new AssertionError(call.operation() + " opened " + bucket + " to " + opened);
        }
    }

    private Map<String, Set<String>> openings() {
        return buckets.openings(world.cluster.all());
    }

    private static boolean matters(Call call) {
        return call.mutates() && call.target() == Call.Target.AWS;
    }
}
