package io.siteward.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Failure DENIED =
            new Failure(Failure.Kind.TERMINAL, "AccessDenied", "not allowed", Duration.ofMinutes(10), null);

    private final FakeResource.World world = new FakeResource.World();
    private final Map<NodeId, Applied> applied = new HashMap<>();
    private final Journal journal = new Journal() {
        @Override
        public Optional<Applied> applied(NodeId node) {
            return Optional.ofNullable(applied.get(node));
        }

        @Override
        public Intent intent(NodeId node) {
            return new Intent() {
                @Override
                public Optional<String> pending() {
                    return Optional.empty();
                }

                @Override
                public void record(String token) {}
            };
        }
    };

    private final List<Requirement> requirements = new ArrayList<>();
    private String bucketText = "a bucket";

    /** A bucket with a lock and a policy in it, and a distribution; the policy names the distribution. */
    private final Node<FakeResource.Wanted, String, String> bucket =
            node("bucket", false, upstream -> new FakeResource.Wanted(bucketText));

    private final Node<FakeResource.Wanted, String, String> label =
            node("label", false, upstream -> new FakeResource.Wanted("a label")).within(bucket);

    private final Node<FakeResource.Wanted, String, String> lock =
            node("lock", true, upstream -> new FakeResource.Wanted("locked")).within(bucket);

    private final Node<FakeResource.Wanted, String, String> distribution = node(
            "distribution",
            false,
            upstream -> new FakeResource.Wanted("a distribution", List.of(upstream.handle(bucket))));

    private final Node<FakeResource.Wanted, String, String> policy = node(
                    "policy",
                    true,
                    upstream -> new FakeResource.Wanted("a policy", List.of(upstream.handle(distribution))))
            .within(bucket);

    private final Node<FakeResource.Wanted, String, String> oldHeaders =
            Node.leaving(new NodeId("Fake", "old headers"), new FakeResource("old headers", world, false));

    private Node<FakeResource.Wanted, String, String> node(
            String name, boolean protects, Function<Upstream, FakeResource.Wanted> desired) {
        return Node.of(new NodeId("Fake", name), new FakeResource(name, world, protects), desired);
    }

    private Run run() {
        return new Run(new Graph(requirements, List.of(bucket, label, lock, distribution, policy), List.of()), journal);
    }

    private Report reconcile() {
        return reconcile(run());
    }

    private Report reconcile(Run run) {
        run.plan();
        run.protect();
        Report report = run.apply(step -> {});
        report.nodes().forEach(node -> node.applied().ifPresent(a -> applied.put(node.node(), a)));
        return report;
    }

    private List<String> writes() {
        return world.log.stream().filter(line -> !line.startsWith("observe")).toList();
    }

    @Test
    void createsWhatProtectsFirstAndEverythingAfterWhatItUses() {
        assertThat(reconcile().allIn(NodeReport.State.READY)).isTrue();
        assertThat(writes())
                .containsExactly(
                        "create bucket", "create lock", "create label", "create distribution", "create policy");
    }

    @Test
    void doesNotLookIntoABucketThatDoesNotExist() {
        run().plan();
        assertThat(world.log).containsExactly("observe bucket", "observe distribution");
    }

    @Test
    void writesNothingWhenNothingChanged() {
        reconcile();
        world.log.clear();
        Run again = run();
        assertThat(again.plan().writes()).isFalse();
        assertThat(again.apply(step -> {}).allIn(NodeReport.State.READY)).isTrue();
        assertThat(writes()).isEmpty();
    }

    @Test
    void tellsDriftFromChange() {
        reconcile();
        world.states.put("distribution", "opened by somebody");
        bucketText = "another bucket";
        Plan plan = run().plan();
        assertThat(plan.drift().keySet()).containsExactly(distribution.id());
        assertThat(plan.steps().get(0).decision())
                .isInstanceOfSatisfying(
                        Decision.Update.class,
                        update -> assertThat(update.cause()).isEqualTo(Cause.CHANGE));
    }

    @Test
    void callsAResourceThatVanishedDrift() {
        reconcile();
        world.states.remove("distribution");
        assertThat(run().plan().drift()).containsEntry(distribution.id(), Diff.none());
    }

    @Test
    void repairsWhatProtectsFirst() {
        reconcile();
        world.states.replaceAll((name, state) -> "changed");
        world.log.clear();
        reconcile();
        assertThat(writes())
                .containsExactly(
                        "update lock", "update policy", "update bucket", "update label", "update distribution");
    }

    @Test
    void holdsBackOnlyWhatUsesTheHandleOfAFailedNode() {
        world.failing.put("create distribution", DENIED);
        Report report = reconcile();
        assertThat(writes()).containsExactly("create bucket", "create lock", "create label", "create distribution");
        assertThat(report.failures())
                .singleElement()
                .satisfies(node -> assertThat(node.node()).isEqualTo(distribution.id()));
        assertThat(report.in(NodeReport.State.HELD_BACK))
                .singleElement()
                .satisfies(node -> assertThat(node.decision()).isEqualTo(new Decision.HoldBack(distribution.id())));
        assertThat(report.lookAgain()).contains(Duration.ofMinutes(10));
    }

    @Test
    void goesOnWithTheRestWhenAnUpdateFails() {
        reconcile();
        world.states.replaceAll((name, state) -> "changed");
        world.failing.put("update bucket", DENIED);
        world.log.clear();
        reconcile();
        assertThat(writes()).contains("update label", "update distribution", "update policy");
    }

    @Test
    void touchesNothingBelowWhatCouldNotBeSeen() {
        reconcile();
        world.failing.put("observe bucket", DENIED);
        world.states.replaceAll((name, state) -> "changed");
        world.log.clear();
        assertThat(reconcile().in(NodeReport.State.HELD_BACK)).hasSize(4);
        assertThat(writes()).isEmpty();
    }

    @Test
    void makesNothingWhenOneNodeIsForeign() {
        world.foreign.add("distribution");
        Report report = reconcile();
        assertThat(writes()).isEmpty();
        assertThat(report.in(NodeReport.State.REFUSED)).hasSize(1);
        assertThat(report.in(NodeReport.State.HELD_BACK)).hasSize(4);
    }

    @Test
    void repairsWhatProtectsEvenWhenAnotherNodeIsRefused() {
        reconcile();
        world.states.replaceAll((name, state) -> "changed");
        world.foreign.add("distribution");
        world.log.clear();
        reconcile();
        assertThat(writes()).containsExactly("update lock", "update policy");
        assertThat(world.states).containsEntry("policy", "a policy, as far as known");
    }

    @Test
    void saysWhatItPutRightAndWhoseDoingThatWas() {
        reconcile();
        world.states.put("lock", "open");
        world.states.put("policy", "open");
        world.failing.put("observe distribution", DENIED);
        Run run = run();
        run.plan();
        assertThat(run.protect())
                .containsExactly(
                        new Repair(
                                lock.id(),
                                Diff.builder().compare("text", "locked", "open").build(),
                                Optional.of(Cause.DRIFT)),
                        new Repair(
                                policy.id(),
                                Diff.builder()
                                        .compare("text", "a policy, as far as known", "open")
                                        .build(),
                                Optional.empty()));
    }

    @Test
    void shutsWhatStandsOpenThoughARefusalHoldsItBack() {
        reconcile();
        world.states.put("distribution", "open to all");
        requirements.add(new Requirement(
                new NodeId("Slot", "one"),
                upstream -> Optional.of(new Requirement.Problem("NoSlot", "there is none"))));
        Run run = run();
        run.plan();
        assertThat(run.protect())
                .containsExactly(new Repair(
                        distribution.id(),
                        Diff.builder()
                                .compare("text", "a distribution", "open to all")
                                .build(),
                        Optional.of(Cause.DRIFT)));
        assertThat(run.apply(step -> {}).in(NodeReport.State.REFUSED)).hasSize(1);
        assertThat(world.states).containsEntry("distribution", "a distribution");
    }

    @Test
    void shutsWhatStandsOpenThoughSomethingThatItNeedsIsMissing() {
        reconcile();
        applied.clear();
        world.states.remove("bucket");
        world.failing.put("create bucket", DENIED);
        world.states.put("distribution", "open to all");
        Run run = run();
        run.plan();
        assertThat(run.protect())
                .containsExactly(new Repair(
                        distribution.id(),
                        Diff.builder()
                                .compare("text", "shut to all", "open to all")
                                .build(),
                        Optional.empty()));
    }

    @Test
    void shutsNothingApartFromTheUpdateThatIsAboutToBeMade() {
        reconcile();
        world.states.put("distribution", "open to all");
        world.log.clear();
        reconcile();
        assertThat(writes()).containsExactly("update distribution");
    }

    @Test
    void tellsOfAStepBeforeItIsTakenAndOfNoneThatIsHeldBack() {
        reconcile();
        world.states.put("distribution", "changed");
        world.states.put("bucket", "torn");
        List<String> told = new ArrayList<>();
        Run changed = run();
        changed.plan();
        changed.apply(step -> told.add(
                step.node().name() + " was " + world.states.get(step.node().name())));
        assertThat(told).contains("bucket was torn", "distribution was changed");

        world.states.remove("bucket");
        world.states.put("distribution", "changed");
        world.failing.put("create bucket", DENIED);
        told.clear();
        Run heldBack = run();
        heldBack.plan();
        heldBack.apply(step -> told.add(step.node().name()));
        assertThat(told).containsExactly("bucket");
    }

    @Test
    void doesNotSayThatItPutRightWhatItCouldNot() {
        reconcile();
        world.states.put("lock", "open");
        world.failing.put("update lock", DENIED);
        Run run = run();
        run.plan();
        assertThat(run.protect()).isEmpty();
    }

    @Test
    void saysThatANodeSettlesWithoutHoldingAnythingBack() {
        world.settling.add("distribution");
        Report report = reconcile();
        assertThat(writes()).contains("create policy");
        assertThat(report.in(NodeReport.State.SETTLING)).hasSize(1);
        assertThat(report.lookAgain()).contains(Duration.ofSeconds(30));
    }

    @Test
    void turnsABugOfOneNodeIntoAReportAndGoesOn() {
        world.bugs.add("create label");
        Report report = reconcile();
        assertThat(writes()).contains("create label", "create distribution", "create policy");
        assertThat(report.failures())
                .singleElement()
                .satisfies(
                        node -> assertThat(node.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.BUG));
    }

    @Test
    void leavesSharedObjectsOnlyWhenEverythingStands() {
        world.states.put("old headers", "old");
        world.failing.put("create distribution", DENIED);
        Graph graph = new Graph(requirements, List.of(bucket, label, lock, distribution, policy), List.of(oldHeaders));
        reconcile(new Run(graph, journal));
        assertThat(world.states).containsKey("old headers");

        world.failing.clear();
        Report report = reconcile(new Run(graph, journal));
        assertThat(world.states).doesNotContainKey("old headers");
        assertThat(report.in(NodeReport.State.GONE)).hasSize(1);
    }

    @Test
    void deletesADistributionBeforeItsBucketOverAsManyLooksAsItTakes() {
        reconcile();
        world.slowToDelete.add("distribution");
        world.log.clear();
        Report waiting = run().delete();
        assertThat(writes()).containsExactly("delete distribution");
        assertThat(waiting.lookAgain()).contains(Duration.ofSeconds(20));

        world.slowToDelete.clear();
        world.log.clear();
        assertThat(run().delete().allIn(NodeReport.State.GONE)).isTrue();
        assertThat(writes()).containsExactly("delete distribution", "delete bucket");
    }

    @Test
    void leavesWhatIsForeignWhenItDeletes() {
        reconcile();
        world.foreign.add("bucket");
        assertThat(run().delete().allIn(NodeReport.State.GONE)).isTrue();
        assertThat(world.states).containsKey("bucket");
    }

    @Test
    void keepsABucketBehindAForeignDistributionThatMayServeIt() {
        reconcile();
        world.foreign.add("distribution");
        world.mustNotBeLeft.add("distribution");
        Report report = run().delete();
        assertThat(report.in(NodeReport.State.REFUSED))
                .singleElement()
                .satisfies(node -> assertThat(node.node()).isEqualTo(distribution.id()));
        assertThat(world.states).containsKey("bucket");
    }

    @Test
    void doesNotKnowWhetherARequirementIsMetWhenTheLookThatItNeedsFailed() {
        requirements.add(new Requirement(
                new NodeId("Slot", "one"),
                upstream -> upstream.isAbsent(distribution)
                        ? Optional.of(new Requirement.Problem("NoSlot", "there is none"))
                        : Optional.empty()));
        world.failing.put("observe distribution", DENIED);
        Report report = reconcile();
        assertThat(report.in(NodeReport.State.REFUSED)).isEmpty();
        assertThat(report.unmet())
                .singleElement()
                .satisfies(node -> assertThat(node.failure()).contains(DENIED));
        assertThat(writes()).isEmpty();
    }

    @Test
    void turnsABugOfARequirementIntoAReport() {
        reconcile();
        world.states.put("lock", "open");
        requirements.add(new Requirement(new NodeId("Slot", "one"), upstream -> {
            throw new IllegalStateException("a bug");
        }));
        Report report = reconcile();
        assertThat(report.unmet())
                .singleElement()
                .satisfies(
                        node -> assertThat(node.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.BUG));
        assertThat(world.states).containsEntry("lock", "locked");
    }

    @Test
    void makesNothingWhileARequirementIsUnmet() {
        requirements.add(new Requirement(
                new NodeId("Slot", "one"),
                upstream -> Optional.of(new Requirement.Problem("NoSlot", "no slot is left"))));
        Run run = run();
        Plan plan = run.plan();
        assertThat(plan.refusal())
                .hasValueSatisfying(step -> assertThat(step.node()).isEqualTo(new NodeId("Slot", "one")));
        assertThat(plan.writes()).isFalse();
        Report report = run.apply(step -> {});
        assertThat(writes()).isEmpty();
        assertThat(report.in(NodeReport.State.REFUSED)).hasSize(1);
        assertThat(report.nodes()).hasSize(5);
    }

    @Test
    void changesWhatStandsAndMakesNothingWhileARequirementIsUnknown() {
        reconcile();
        requirements.add(new Requirement(new NodeId("Slot", "one"), upstream -> {
            throw new FailedCall(DENIED);
        }));
        world.states.put("bucket", "changed");
        world.states.remove("distribution");
        world.log.clear();
        Report report = reconcile();
        assertThat(writes()).containsExactly("update bucket");
        assertThat(report.failures())
                .singleElement()
                .satisfies(node -> assertThat(node.node()).isEqualTo(new NodeId("Slot", "one")));
    }

    @Test
    void tellsARequirementWhatExists() {
        requirements.add(new Requirement(
                new NodeId("Slot", "one"),
                upstream -> upstream.handle(distribution) instanceof Handle.Known<String>
                        ? Optional.empty()
                        : Optional.of(new Requirement.Problem("NoSlot", "no slot is left"))));
        world.states.put("distribution", "a distribution");
        assertThat(run().plan().refusal()).isEmpty();
    }

    @Test
    void callsNothingChangedThatIsComparedWithWhatCouldNotBeSeen() {
        reconcile();
        world.failing.put("observe distribution", DENIED);
        world.log.clear();
        Plan plan = run().plan();
        assertThat(plan.drift()).isEmpty();
        assertThat(plan.steps().get(4).decision()).isEqualTo(new Decision.HoldBack(distribution.id()));
    }

    @Test
    void shutsOutOthersBeforeTheNodeIsThereThatIsLetIn() {
        reconcile();
        world.states.put("policy", "a policy and others");
        world.states.remove("distribution");
        world.failing.put("create distribution", DENIED);
        world.log.clear();
        reconcile();
        assertThat(writes()).containsExactly("update policy", "create distribution");
        assertThat(world.states).containsEntry("policy", "a policy");
    }

    @Test
    void doesNotRepeatWhatNeedsAPersonWheneverSomethingSettles() {
        world.settling.add("distribution");
        world.failing.put("create label", DENIED);
        assertThat(reconcile().lookAgain()).contains(Duration.ofMinutes(10));
    }
}
