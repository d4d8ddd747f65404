package io.siteward.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done about what stands open, whatever else cannot be done. */
class RunProtectionTest {
    private static final Failure DENIED =
            new Failure(Failure.Kind.TERMINAL, "AccessDenied", "not allowed", Duration.ofMinutes(10), null);

    private static final Failure BUSY =
            new Failure(Failure.Kind.RETRIABLE, "Busy", "try again", Duration.ofSeconds(7), null);

    private final FakeGraph fake = new FakeGraph();
    private final FakeResource.World world = fake.world;

    @Test
    void repairsWhatProtectsFirst() {
        fake.reconcile();
        world.states.replaceAll((name, state) -> "changed");
        world.log.clear();
        fake.reconcile();
        assertThat(fake.writes())
                .containsExactly(
                        "update lock", "update policy", "update bucket", "update label", "update distribution");
    }

    @Test
    void repairsWhatProtectsEvenWhenAnotherNodeIsRefused() {
        fake.reconcile();
        world.states.replaceAll((name, state) -> "changed");
        world.foreign.add("distribution");
        world.log.clear();
        fake.reconcile();
        assertThat(fake.writes()).containsExactly("update lock", "update policy");
        assertThat(world.states).containsEntry("policy", "a policy, as far as known");
    }

    @Test
    void saysWhatItPutRightAndWhoseDoingThatWas() {
        fake.reconcile();
        world.states.put("lock", "open");
        world.states.put("policy", "open");
        world.failing.put("observe distribution", DENIED);
        Run run = fake.run();
        run.plan();
        assertThat(run.protect())
                .containsExactly(
                        new Repair(fake.lock.id(), texts("locked", "open"), Optional.of(Cause.DRIFT), Optional.empty()),
                        Repair.ofPart(fake.policy.id(), texts("a policy, as far as known", "open")));
    }

    @Test
    void doesNotSayThatItPutRightWhatItCouldNot() {
        fake.reconcile();
        world.states.put("lock", "open");
        world.failing.put("update lock", DENIED);
        Run run = fake.run();
        run.plan();
        assertThat(run.protect()).isEmpty();
    }

    @Test
    void shutsOutOthersBeforeTheNodeIsThereThatIsLetIn() {
        fake.reconcile();
        world.states.put("policy", "a policy and others");
        world.states.remove("distribution");
        world.failing.put("create distribution", DENIED);
        world.log.clear();
        fake.reconcile();
        assertThat(fake.writes()).containsExactly("update policy", "create distribution");
        assertThat(world.states).containsEntry("policy", "a policy");
    }

    /** A handle that is not there yet is no part of what was applied. */
    @ParameterizedTest
    @CsvSource({"true, a distribution", "false, closed to all"})
    void shutsWhatStandsOpenAndIsLeftAlone(boolean refused, String after) {
        openDistribution();
        if (refused) {
            fake.refuse();
        } else {
            loseTheBucketForGood();
        }

        Report report = fake.reconcile();

        assertThat(report.shut()).containsExactly(Repair.ofPart(fake.distribution.id(), texts(after, "open to all")));
        assertThat(world.states).containsEntry("distribution", after);
        assertThat(report.in(refused ? NodeReport.State.REFUSED : NodeReport.State.FAILED))
                .hasSize(1);
        assertThat(report.in(NodeReport.State.HELD_BACK))
                .extracting(NodeReport::node)
                .contains(fake.distribution.id());
    }

    @Test
    void shutsNothingApartFromTheUpdateThatIsAboutToBeMade() {
        openDistribution();
        assertThat(fake.reconcile().shut()).isEmpty();
        assertThat(fake.writes()).containsExactly("update distribution");
    }

    @Test
    void shutsNothingApartFromTheUpdateThatIsMadeOnceItsHandleIsThere() {
        openDistribution();
        world.states.remove("bucket");
        assertThat(fake.reconcile().shut()).isEmpty();
        assertThat(fake.writes())
                .containsExactly(
                        "create bucket", "create lock", "create policy", "create label", "update distribution");
    }

    @Test
    void shutsWhatStandsOpenThoughItsUpdateIsRefused() {
        openDistribution();
        world.failing.put("update distribution", DENIED);

        Report report = fake.reconcile();

        assertThat(fake.writes()).containsExactly("update distribution", "restore distribution");
        assertThat(report.shut())
                .containsExactly(Repair.ofPart(fake.distribution.id(), texts("a distribution", "open to all")));
        assertThat(report.failures())
                .singleElement()
                .satisfies(node -> assertThat(node.failure()).contains(DENIED));
    }

    @Test
    void triesNotToShutWhatHadNoTokenForItsUpdate() {
        openDistribution();
        world.failing.put(
                "update distribution",
                new Failure(Failure.Kind.NO_TOKEN, "RateBudget", "no token", Duration.ofSeconds(1), null));
        assertThat(fake.reconcile().shut()).isEmpty();
        assertThat(fake.writes()).containsExactly("update distribution");
    }

    @Test
    void failsWhereItCouldNotShutWhatItLeavesAlone() {
        openDistribution();
        world.failing.put("restore distribution", BUSY);
        fake.refuse();

        Report report = fake.reconcile();

        assertThat(report.shut()).containsExactly(Repair.failed(fake.distribution.id(), BUSY));
        assertThat(report.failures()).singleElement().satisfies(node -> {
            assertThat(node.node()).isEqualTo(fake.distribution.id());
            assertThat(node.failure()).contains(BUSY);
        });
        assertThat(report.lookAgain()).contains(BUSY.retryAfter());
    }

    @Test
    void looksAgainAsSoonAsItMayShutWhatCouldNotBeUpdated() {
        openDistribution();
        world.failing.put("update distribution", DENIED);
        world.failing.put("restore distribution", BUSY);

        Report report = fake.reconcile();

        assertThat(report.failures())
                .singleElement()
                .satisfies(node -> assertThat(node.failure()).contains(DENIED));
        assertThat(report.shut()).containsExactly(Repair.failed(fake.distribution.id(), BUSY));
        assertThat(report.lookAgain()).contains(BUSY.retryAfter());
    }

    @Test
    void turnsABugInShuttingIntoAReportAndGoesOn() {
        openDistribution();
        world.bugs.add("close distribution");
        loseTheBucketForGood();

        Report report = fake.reconcile();

        assertThat(report.failures())
                .extracting(node -> node.failure().orElseThrow().kind())
                .containsExactly(Failure.Kind.BUG, Failure.Kind.TERMINAL);
    }

    @Test
    void shutsWhatStandsOpenAndDoesNothingElseWhereThePlanMustNotBeCarriedOut() {
        openDistribution();
        world.states.put("bucket", "changed");
        Run run = fake.run();
        run.plan();
        assertThat(run.shut())
                .containsExactly(Repair.ofPart(fake.distribution.id(), texts("a distribution", "open to all")));
        assertThat(fake.writes()).containsExactly("restore distribution");
    }

    @Test
    void failsWhereAPartOfWhatProtectsCouldNotBeRepaired() {
        fake.reconcile();
        world.states.put("policy", "a policy and others");
        world.states.remove("distribution");
        world.failing.put("create distribution", DENIED);
        world.failing.put("update policy", BUSY);
        assertThat(fake.reconcile().failures())
                .extracting(NodeReport::node)
                .containsExactly(fake.distribution.id(), fake.policy.id());
    }

    private void openDistribution() {
        fake.reconcile();
        world.states.put("distribution", "open to all");
        world.log.clear();
    }

    private void loseTheBucketForGood() {
        world.states.remove("bucket");
        world.failing.put("create bucket", DENIED);
    }

    private static Diff texts(String wanted, String found) {
        return Diff.builder().compare("text", wanted, found).build();
    }
}
