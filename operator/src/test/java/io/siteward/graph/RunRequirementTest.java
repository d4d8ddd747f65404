package io.siteward.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What must be so before anything of a graph is made. */
class RunRequirementTest {
    private static final Failure DENIED =
            new Failure(Failure.Kind.TERMINAL, "AccessDenied", "not allowed", Duration.ofMinutes(10), null);

    private final FakeGraph fake = new FakeGraph();
    private final FakeResource.World world = fake.world;

    @Test
    void doesNotKnowWhetherARequirementIsMetWhenTheLookThatItNeedsFailed() {
        fake.requirements.add(new Requirement(
                new NodeId("Slot", "one"),
                upstream -> upstream.isAbsent(fake.distribution)
                        ? Optional.of(new Requirement.Problem("NoSlot", "there is none"))
                        : Optional.empty()));
        world.failing.put("observe distribution", DENIED);
        Report report = fake.reconcile();
        assertThat(report.in(NodeReport.State.REFUSED)).isEmpty();
        assertThat(report.unmet())
                .singleElement()
                .satisfies(node -> assertThat(node.failure()).contains(DENIED));
        assertThat(fake.writes()).isEmpty();
    }

    @Test
    void turnsABugOfARequirementIntoAReport() {
        fake.reconcile();
        world.states.put("lock", "open");
        fake.requirements.add(new Requirement(new NodeId("Slot", "one"), upstream -> {
            throw new IllegalStateException("a bug");
        }));
        Report report = fake.reconcile();
        assertThat(report.unmet())
                .singleElement()
                .satisfies(
                        node -> assertThat(node.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.BUG));
        assertThat(world.states).containsEntry("lock", "locked");
    }

    @Test
    void makesNothingWhileARequirementIsUnmet() {
        fake.refuse();
        Run run = fake.run();
        Plan plan = run.plan();
        assertThat(plan.refusal())
                .hasValueSatisfying(step -> assertThat(step.node()).isEqualTo(new NodeId("Slot", "one")));
        assertThat(plan.writes()).isFalse();
        Report report = run.apply(step -> {});
        assertThat(fake.writes()).isEmpty();
        assertThat(report.in(NodeReport.State.REFUSED)).hasSize(1);
        assertThat(report.nodes()).hasSize(5);
    }

    @Test
    void changesWhatStandsAndMakesNothingWhileARequirementIsUnknown() {
        fake.reconcile();
        fake.requirements.add(new Requirement(new NodeId("Slot", "one"), upstream -> {
            throw new FailedCall(DENIED);
        }));
        world.states.put("bucket", "changed");
        world.states.remove("distribution");
        world.log.clear();
        Report report = fake.reconcile();
        assertThat(fake.writes()).containsExactly("update bucket");
        assertThat(report.failures())
                .singleElement()
                .satisfies(node -> assertThat(node.node()).isEqualTo(new NodeId("Slot", "one")));
    }

    @Test
    void tellsARequirementWhatExists() {
        fake.requirements.add(new Requirement(
                new NodeId("Slot", "one"),
                upstream -> upstream.handle(fake.distribution) instanceof Handle.Known<String>
                        ? Optional.empty()
                        : Optional.of(new Requirement.Problem("NoSlot", "no slot is left"))));
        world.states.put("distribution", "a distribution");
        assertThat(fake.run().plan().refusal()).isEmpty();
    }
}
