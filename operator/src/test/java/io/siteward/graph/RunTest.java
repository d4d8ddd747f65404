package io.siteward.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A walk over a graph: what is decided, what is made and changed, and in which order. */
class RunTest {
    private static final Failure DENIED =
            new Failure(Failure.Kind.TERMINAL, "AccessDenied", "not allowed", Duration.ofMinutes(10), null);

    private final FakeGraph fake = new FakeGraph();
    private final FakeResource.World world = fake.world;

    @Test
    void createsWhatProtectsFirstAndEverythingAfterWhatItUses() {
        assertThat(fake.reconcile().allIn(NodeReport.State.READY)).isTrue();
        assertThat(fake.writes())
                .containsExactly(
                        "create bucket", "create lock", "create label", "create distribution", "create policy");
    }

    @Test
    void doesNotLookIntoABucketThatDoesNotExist() {
        fake.run().plan();
        assertThat(world.log).containsExactly("observe bucket", "observe distribution");
    }

    @Test
    void writesNothingWhenNothingChanged() {
        fake.reconcile();
        world.log.clear();
        Run again = fake.run();
        assertThat(again.plan().writes()).isFalse();
        assertThat(again.apply(step -> {}).allIn(NodeReport.State.READY)).isTrue();
        assertThat(fake.writes()).isEmpty();
    }

    @Test
    void tellsDriftFromChange() {
        fake.reconcile();
        world.states.put("distribution", "opened by somebody");
        fake.bucketText = "another bucket";
        Plan plan = fake.run().plan();
        assertThat(plan.drift().keySet()).containsExactly(fake.distribution.id());
        assertThat(plan.steps().get(0).decision())
                .isInstanceOfSatisfying(
                        Decision.Update.class,
                        update -> assertThat(update.cause()).isEqualTo(Cause.CHANGE));
    }

    @Test
    void callsAResourceThatVanishedDrift() {
        fake.reconcile();
        world.states.remove("distribution");
        assertThat(fake.run().plan().drift()).containsEntry(fake.distribution.id(), Diff.none());
    }

    @Test
    void holdsBackOnlyWhatUsesTheHandleOfAFailedNode() {
        world.failing.put("create distribution", DENIED);
        Report report = fake.reconcile();
        assertThat(fake.writes())
                .containsExactly("create bucket", "create lock", "create label", "create distribution");
        assertThat(report.failures())
                .singleElement()
                .satisfies(node -> assertThat(node.node()).isEqualTo(fake.distribution.id()));
        assertThat(report.in(NodeReport.State.HELD_BACK))
                .singleElement()
                .satisfies(
                        node -> assertThat(node.decision()).isEqualTo(new Decision.HoldBack(fake.distribution.id())));
        assertThat(report.lookAgain()).contains(Duration.ofMinutes(10));
    }

    @Test
    void goesOnWithTheRestWhenAnUpdateFails() {
        fake.reconcile();
        world.states.replaceAll((name, state) -> "changed");
        world.failing.put("update bucket", DENIED);
        world.log.clear();
        fake.reconcile();
        assertThat(fake.writes()).contains("update label", "update distribution", "update policy");
    }

    @Test
    void touchesNothingBelowWhatCouldNotBeSeen() {
        fake.reconcile();
        world.failing.put("observe bucket", DENIED);
        world.states.replaceAll((name, state) -> "changed");
        world.log.clear();
        assertThat(fake.reconcile().in(NodeReport.State.HELD_BACK)).hasSize(4);
        assertThat(fake.writes()).isEmpty();
    }

    @Test
    void makesNothingWhenOneNodeIsForeign() {
        world.foreign.add("distribution");
        Report report = fake.reconcile();
        assertThat(fake.writes()).isEmpty();
        assertThat(report.in(NodeReport.State.REFUSED)).hasSize(1);
        assertThat(report.in(NodeReport.State.HELD_BACK)).hasSize(4);
    }

    @Test
    void tellsOfAStepBeforeItIsTakenAndOfNoneThatIsHeldBack() {
        fake.reconcile();
        world.states.put("distribution", "changed");
        world.states.put("bucket", "torn");
        List<String> told = new ArrayList<>();
        Run changed = fake.run();
        changed.plan();
        changed.apply(step -> told.add(
                step.node().name() + " was " + world.states.get(step.node().name())));
        assertThat(told).contains("bucket was torn", "distribution was changed");

        world.states.remove("bucket");
        world.states.put("distribution", "changed");
        world.failing.put("create bucket", DENIED);
        told.clear();
        Run heldBack = fake.run();
        heldBack.plan();
        heldBack.apply(step -> told.add(step.node().name()));
        assertThat(told).containsExactly("bucket");
    }

    @Test
    void saysThatANodeSettlesWithoutHoldingAnythingBack() {
        world.settling.add("distribution");
        Report report = fake.reconcile();
        assertThat(fake.writes()).contains("create policy");
        assertThat(report.in(NodeReport.State.SETTLING)).hasSize(1);
        assertThat(report.lookAgain()).contains(Duration.ofSeconds(30));
    }

    @Test
    void turnsABugOfOneNodeIntoAReportAndGoesOn() {
        world.bugs.add("create label");
        Report report = fake.reconcile();
        assertThat(fake.writes()).contains("create label", "create distribution", "create policy");
        assertThat(report.failures())
                .singleElement()
                .satisfies(
                        node -> assertThat(node.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.BUG));
    }

    @Test
    void leavesSharedObjectsOnlyWhenEverythingStands() {
        world.states.put("old headers", "old");
        world.failing.put("create distribution", DENIED);
        Graph graph = new Graph(
                fake.requirements,
                List.of(fake.bucket, fake.label, fake.lock, fake.distribution, fake.policy),
                List.of(fake.oldHeaders));
        fake.reconcile(new Run(graph, fake.journal));
        assertThat(world.states).containsKey("old headers");

        world.failing.clear();
        Report report = fake.reconcile(new Run(graph, fake.journal));
        assertThat(world.states).doesNotContainKey("old headers");
        assertThat(report.in(NodeReport.State.GONE)).hasSize(1);
    }

    @Test
    void callsNothingChangedThatIsComparedWithWhatCouldNotBeSeen() {
        fake.reconcile();
        world.failing.put("observe distribution", DENIED);
        world.log.clear();
        Plan plan = fake.run().plan();
        assertThat(plan.drift()).isEmpty();
        assertThat(plan.steps().get(4).decision()).isEqualTo(new Decision.HoldBack(fake.distribution.id()));
    }

    @Test
    void doesNotRepeatWhatNeedsAPersonWheneverSomethingSettles() {
        world.settling.add("distribution");
        world.failing.put("create label", DENIED);
        assertThat(fake.reconcile().lookAgain()).contains(Duration.ofMinutes(10));
    }
}
