package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leases cost when nothing goes wrong. {@code ./siteward bench leases} measures more of it. */
class IdleFleetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void aReplicaAtRestWritesOnlyItsOwnRecordHoweverManySitesThereAre(int sites) {
        IdleFleet fleet = fleet(sites, 2);
        List<Integer> before = written(fleet);
        int leaseWrites = fleet.leaseWrites();

        fleet.run(Duration.ofMinutes(1));

        List<Integer> after = written(fleet);
        for (int i = 0; i < after.size(); i++) {
            assertThat(after.get(i) - before.get(i)).isBetween(11, 12);
        }
        assertThat(fleet.leaseWrites()).isEqualTo(leaseWrites);
    }

    @Test
    void aNewcomerGetsItsShareAndOnlyThatMoves() {
        IdleFleet fleet = fleet(300, 2);
        Map<String, IdleReplica> before = fleet.holders();

        IdleReplica newcomer = fleet.startOne();
        fleet.run(IdleFleet.TERMS.lease());
        fleet.awaitRest();

        assertThat(fleet.heldBy(newcomer)).hasSizeBetween(70, 130);
        fleet.holders().forEach((site, holder) -> assertThat(holder).isIn(before.get(site), newcomer));
    }

    @Test
    void whatWasHeldByOneThatIsKilledIsHeldAgainAfterALeaseAndWhatFollowsFromIt() {
        IdleFleet fleet = fleet(10, 2);
        IdleReplica victim = fleet.replicas().get(1);
        assertThat(fleet.heldBy(victim)).isNotEmpty();

        fleet.kill(victim);
        fleet.run(IdleFleet.TERMS.lease().minus(IdleFleet.TERMS.renewal().multipliedBy(2)));
        assertThat(fleet.holders()).hasSizeLessThan(10);

        fleet.run(IdleFleet.TERMS.renewal().multipliedBy(4));
        assertThat(fleet.holders()).hasSize(10);
    }

    @Test
    void whatWasHeldByOneThatIsStoppedIsHeldAgainAfterTheNextLook() {
        IdleFleet fleet = fleet(10, 2);
        fleet.stop(fleet.replicas().get(1));
        assertThat(fleet.holders()).hasSizeLessThan(10);

        fleet.run(IdleFleet.TERMS.renewal().plusSeconds(1));
        assertThat(fleet.holders()).hasSize(10);
    }

    private static IdleFleet fleet(int sites, int replicas) {
        IdleFleet fleet = new IdleFleet(sites, 1);
        for (int i = 0; i < replicas; i++) {
            fleet.startOne();
        }
        fleet.awaitRest();
        return fleet;
    }

    private static List<Integer> written(IdleFleet fleet) {
        List<Integer> written = new ArrayList<>();
        fleet.replicas().forEach(replica -> written.add(replica.store().writes()));
        return written;
    }
}
