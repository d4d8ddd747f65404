package io.siteward.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.graph.DesiredHash;
import io.siteward.lease.AssignedLeases;
import io.siteward.lease.Claim;
import io.siteward.lease.Readiness;
import io.siteward.lease.Standing;
import io.siteward.lease.Want;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TurnsTest {
    private final LampWorld world = new LampWorld();
    private final AssignedLeases leases = world.leases;

    @Test
    void saysWhoseTurnItIsBeforeAnythingIsMade() {
        look();
        assertThat(world.writes.get(0).lease())
                .isEqualTo(new LeaseStatus(AssignedLeases.OURS, "berlin", 1L, "2026-01-01T08:00:00Z"));
        assertThat(world.writes.get(0).conditions()).isEmpty();
        assertThat(world.work).containsExactly("keep");
        assertThat(leases.asked).containsExactly("exit");
    }

    @Test
    void holdsTheManifestBeforeItIsClaimed() {
        look();
        assertThat(world.lamp.getMetadata().getFinalizers()).containsExactly(LampWorld.KIND.finalizer());
        assertThat(want().claim()).isNotNull();
    }

    @Test
    void saysInWhichEpochAnotherHeldIt() {
        look();
        look();
        assertThat(want().epochSeen()).as("our own").isEqualTo(0);
        world.heldByAnother(7);
        leases.epoch = 8;
        look();
        assertThat(want().epochSeen()).isEqualTo(7);
    }

    @Test
    void doesNothingInAnEpochThatAnotherHasHadAlready() {
        look();
        world.heldByAnother(1);
        world.restart();
        world.forget();
        look();
        assertThat(want().epochSeen()).isEqualTo(1);
        assertThat(world.writes).isEmpty();
        assertThat(world.work).isEmpty();
    }

    @Test
    void tellsTheOthersHowItIs() {
        look();
        assertThat(leases.published).isNotNull().extracting(Readiness::status).isEqualTo("False");
    }

    @ParameterizedTest
    @EnumSource(names = {"COLLEAGUE", "ELSEWHERE", "OPEN", "LAPSED"})
    void doesNothingWhereItIsNotItsTurn(Standing.Kind kind) {
        leases.kind = kind;
        look();
        assertThat(world.work).isEmpty();
        assertThat(world.writes).isEmpty();
        assertThat(world.lamp.getMetadata().getFinalizers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"True, True", "False, False", "Unknown, Unknown"})
    void repeatsWhatTheHolderElsewhereSays(String theirs, String ours) {
        leases.kind = Standing.Kind.ELSEWHERE;
        leases.speaks = true;
        leases.readiness = new Readiness(theirs, "Whatever", "");
        look();
        look();

        assertThat(world.condition("Ready").status()).isEqualTo(ours);
        assertThat(world.condition("Synced").status()).isEqualTo("Unknown");
        assertThat(world.condition("Synced").reason()).isEqualTo("LeaseHeldElsewhere");
        assertThat(world.condition("Synced").message())
                .isEqualTo("Cluster paris holds the lamp since 2026-01-01T08:00:00Z, by its replica "
                        + AssignedLeases.THEIRS + ".");
        assertThat(world.writes).hasSize(1);
        assertThat(world.work).isEmpty();
        assertThat(world.lamp.getMetadata().getFinalizers()).hasSize(1);
    }

    @Test
    void saysThatTheSpecElsewhereIsAnother() {
        leases.kind = Standing.Kind.ELSEWHERE;
        leases.speaks = true;
        leases.claims.put("paris", new Claim("another", Instant.EPOCH));
        look();
        assertThat(world.condition("Synced").reason()).isEqualTo("SpecDiffers");
        assertThat(world.condition("Synced").message()).contains("make them equal");

        leases.claims.put("paris", new Claim(DesiredHash.of(world.lamp.getSpec()), Instant.EPOCH));
        look();
        assertThat(world.condition("Synced").reason()).isEqualTo("LeaseHeldElsewhere");
    }

    @Test
    void saysWhyNobodyKnowsWhoMayAct() {
        look();
        world.forget();
        leases.kind = Standing.Kind.LAPSED;
        leases.trouble = Optional.of("The table is gone.");
        look();

        assertThat(world.condition("Synced").reason()).isEqualTo("LeaseStoreUnavailable");
        assertThat(world.condition("Synced").message()).contains("The table is gone.");
        assertThat(world.work).isEmpty();
    }

    @Test
    void saysAlsoWhereItStandsByThatNobodyKnows() {
        leases.kind = Standing.Kind.ELSEWHERE;
        look();
        leases.speaks = false;
        leases.trouble = Optional.of("The table is gone.");
        look();
        assertThat(world.condition("Synced").reason()).isEqualTo("LeaseStoreUnavailable");

        leases.speaks = true;
        leases.trouble = Optional.empty();
        look();
        assertThat(world.condition("Synced").reason()).isEqualTo("LeaseHeldElsewhere");
    }

    @Test
    void saysNothingOfTheStoreWhereAColleagueMayKnowBetter() {
        look();
        world.heldByAnother(1);
        world.forget();
        leases.kind = Standing.Kind.OPEN;
        leases.trouble = Optional.of("The table is gone.");
        look();
        assertThat(world.writes).isEmpty();
    }

    @Test
    void letsAManifestGoThatOthersKeepOn() {
        look();
        world.forget();
        world.delete();
        leases.kind = Standing.Kind.PARTED;
        leases.claims.put("paris", new Claim("x", Instant.EPOCH));
        look();

        assertThat(world.lamp.getMetadata().getFinalizers()).isEmpty();
        assertThat(world.work).isEmpty();
        assertThat(world.events)
                .containsExactly("HandedOver: Nothing was deleted in AWS: the lamp is also claimed by cluster paris.");
    }

    @Test
    void saysThatAWSIsLeftStandingWhereTheOtherClaimantIsSilent() {
        look();
        world.forget();
        world.delete();
        leases.kind = Standing.Kind.PARTED;
        leases.claims.put("paris", new Claim("x", Instant.EPOCH));
        leases.silent = Set.of("paris");
        look();

        assertThat(world.lamp.getMetadata().getFinalizers()).isEmpty();
        assertThat(world.events)
                .singleElement()
                .asString()
                .startsWith("LeftStanding: ")
                .contains("siteward.io/end-claim");
    }

    @Test
    void isDoneWithADeletionOnlyWhenNothingIsLeft() {
        look();
        world.forget();
        world.delete();
        leases.deleting = true;
        look();
        assertThat(want().stage()).isEqualTo(Want.Stage.DELETE);
        look();
        assertThat(want().stage()).isEqualTo(Want.Stage.DELETE);
        look();
        assertThat(world.work).containsExactly("take down", "take down", "take down");
        assertThat(want().stage()).isEqualTo(Want.Stage.DONE);
        assertThat(world.lamp.getMetadata().getFinalizers())
                .as("until the lease is let go of")
                .hasSize(1);
        look();
        assertThat(want().stage()).isEqualTo(Want.Stage.DONE);
    }

    @Test
    void takesNothingDownBeforeTheLeaseSaysThatNobodyElseClaimsIt() {
        look();
        world.forget();
        world.delete();
        look();
        assertThat(want().stage()).isEqualTo(Want.Stage.DELETE);
        assertThat(world.work).isEmpty();
    }

    @Test
    void isDoneWithWhatOnlyAnotherFinalizerHolds() {
        look();
        world.delete();
        world.lamp.getMetadata().setFinalizers(List.of("example.com/other"));
        look();
        assertThat(want().stage()).isEqualTo(Want.Stage.DONE);
    }

    @Test
    void handsOverOnceForEachToken() {
        world.annotate("siteward.io/release-lease", "1");
        look();
        look();
        assertThat(leases.asked).containsOnlyOnce("handOver");
        assertThat(world.lamp.getStatus().handled()).containsEntry("release-lease", "1");

        world.annotate("siteward.io/release-lease", "2");
        look();
        assertThat(leases.asked.stream().filter("handOver"::equals)).hasSize(2);
    }

    @Test
    void endsAnothersClaimAndNotesItWhenItHasEnded() {
        leases.claims.put("paris", new Claim("x", Instant.EPOCH));
        world.annotate("siteward.io/end-claim", "paris");
        look();
        assertThat(want().ended()).containsExactly("paris");
        assertThat(world.lamp.getStatus().handled()).doesNotContainKey("end-claim");

        leases.claims.clear();
        world.clock.advance(Duration.ofSeconds(30));
        look();
        assertThat(world.lamp.getStatus().handled()).containsEntry("end-claim", "paris");
        look();
        assertThat(want().ended()).isEmpty();
    }

    /** What paris has written a moment ago is not read yet. */
    @Test
    void doesNotTakeAClaimForEndedThatItMayNotHaveReadYet() {
        world.annotate("siteward.io/end-claim", "paris");
        assertThat(world.look()).contains(Duration.ofSeconds(30));
        assertThat(world.lamp.getStatus().handled()).doesNotContainKey("end-claim");

        leases.claims.put("paris", new Claim("x", Instant.EPOCH));
        world.clock.advance(Duration.ofSeconds(30));
        look();
        assertThat(want().ended()).containsExactly("paris");
        assertThat(world.lamp.getStatus().handled()).doesNotContainKey("end-claim");
    }

    @Test
    void saysWhoseClaimIsNoMoreAlsoWhenItNeverWas() {
        world.annotate("siteward.io/end-claim", "pari");
        look();
        world.clock.advance(Duration.ofSeconds(30));
        look();
        assertThat(world.events).containsExactly("ClaimEnded: Cluster pari does not claim the lamp any more.");
        assertThat(world.lamp.getStatus().handled()).containsEntry("end-claim", "pari");
    }

    @Test
    void doesNotEndItsOwnClaim() {
        world.annotate("siteward.io/end-claim", "berlin");
        look();
        look();
        assertThat(world.events)
                .containsExactly(
                        "Misunderstood: The annotation siteward.io/end-claim names this cluster itself, whose claim"
                                + " ends when the manifest is deleted here.");
        assertThat(want().ended()).isEmpty();
    }

    @Test
    void handsNothingOverWhenItOnceHoldsWhatItWasAskedForWhileStandingBy() {
        leases.kind = Standing.Kind.ELSEWHERE;
        leases.speaks = true;
        world.annotate("siteward.io/release-lease", "one");
        look();
        leases.kind = Standing.Kind.HELD;
        look();
        assertThat(leases.asked).doesNotContain("handOver");
    }

    @Test
    void repeatsWhyTheHolderIsNotReady() {
        leases.kind = Standing.Kind.ELSEWHERE;
        leases.speaks = true;
        leases.readiness = new Readiness("False", "Failed", "AWS denies the call.");
        look();
        assertThat(world.condition("Ready").message()).endsWith(". It says: AWS denies the call.");
    }

    private void look() {
        world.look();
    }

    private Want want() {
        Want want = leases.want;
        assertThat(want).isNotNull();
        return want;
    }
}
