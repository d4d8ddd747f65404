package io.siteward.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a graph is taken down. */
class RunDeletionTest {
    private final FakeGraph fake = new FakeGraph();
    private final FakeResource.World world = fake.world;

    @Test
    void deletesADistributionBeforeItsBucketOverAsManyLooksAsItTakes() {
        fake.reconcile();
        world.slowToDelete.add("distribution");
        world.log.clear();
        Report waiting = fake.run().delete();
        assertThat(fake.writes()).containsExactly("delete distribution");
        assertThat(waiting.lookAgain()).contains(Duration.ofSeconds(20));

        world.slowToDelete.clear();
        world.log.clear();
        assertThat(fake.run().delete().allIn(NodeReport.State.GONE)).isTrue();
        assertThat(fake.writes()).containsExactly("delete distribution", "delete bucket");
    }

    @Test
    void leavesWhatIsForeignWhenItDeletes() {
        fake.reconcile();
        world.foreign.add("bucket");
        assertThat(fake.run().delete().allIn(NodeReport.State.GONE)).isTrue();
        assertThat(world.states).containsKey("bucket");
    }

    @Test
    void keepsABucketBehindAForeignDistributionThatMayServeIt() {
        fake.reconcile();
        world.foreign.add("distribution");
        world.mustNotBeLeft.add("distribution");
        Report report = fake.run().delete();
        assertThat(report.in(NodeReport.State.REFUSED))
                .singleElement()
                .satisfies(node -> assertThat(node.node()).isEqualTo(fake.distribution.id()));
        assertThat(world.states).containsKey("bucket");
    }
}
