package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.lease.AssignedLeases;
import io.siteward.lease.Readiness;
import io.siteward.lease.Standing;
import io.siteward.sandbox.aws.CallRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One signing key whose manifest two clusters have: one keeps it, and the other stands by. */
class KeyTurnsTest {
    private static final String SPEC = "{region: eu-central-1, store: {%s: {}},"
            + " source: {generated: {algorithm: ECDSAP256, rotation: {everyDays: 30, overlapDays: 7}}}}";

    private final KeyCloud cloud = new KeyCloud();
    private final AssignedLeases here = new AssignedLeases();
    private final AssignedLeases there = new AssignedLeases();

    @BeforeEach
    void stand() {
        there.kind = Standing.Kind.ELSEWHERE;
        there.speaks = true;
        there.readiness = new Readiness("True", "Ready", "");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverStandsBySaysSoAndAsksAwsForNothing(KeyStorage storage) {
        SigningKeyWorld standby = world(storage, there);
        standby.annotate("siteward.io/rotate", "1");
        standby.live(Duration.ofDays(31));
        assertThat(cloud.aws.calls()).isEmpty();
        assertThat(standby.condition("Synced").status()).isEqualTo("Unknown");
        assertThat(standby.condition("Synced").reason()).isEqualTo("LeaseHeldElsewhere");
        assertThat(standby.condition("Synced").message()).startsWith("Cluster paris holds the signing key since");
        assertThat(standby.condition("Ready").status()).isEqualTo("True");
        assertThat(standby.status().generations()).isEmpty();
    }

    /** The holder ends when the new pair is trusted and not used yet; its successor has a status of its own, with nothing in it. */
    @ParameterizedTest
    @EnumSource
    void whoeverTakesOverInTheMiddleOfARotationEndsItWithThePairThatIsThere(KeyStorage storage) {
        SigningKeyWorld holder = world(storage, here);
        SigningKeyWorld standby = world(storage, there);
        holder.live(Duration.ofDays(30));
        standby.look();
        assertThat(holder.status().generations())
                .extracting(each -> each.state())
                .containsExactly("Current", "Pending");

        here.kind = Standing.Kind.ELSEWHERE;
        there.kind = Standing.Kind.HELD;
        there.epoch = 2;
        standby.live(Duration.ofHours(1));
        assertThat(standby.ring().pointer().orElseThrow().generation()).isEqualTo(2);
        assertThat(standby.status().generations())
                .extracting(each -> each.state())
                .containsExactly("Retiring", "Current");
        int calls = cloud.aws.calls().size();
        holder.live(Duration.ofHours(1));
        assertThat(cloud.aws.calls()).hasSize(calls);

        standby.live(Duration.ofDays(8));
        assertThat(standby.ring().members()).containsExactly(standby.currentKey());
        assertThat(made()).containsExactly("CreatePublicKey", "CreatePublicKey", "DeletePublicKey");
        assertThat(standby.condition("Synced").status()).isEqualTo("True");
    }

    @Test
    void theLeaseIsLeftAfterEachLook() {
        SigningKeyWorld holder = world(KeyStorage.PARAMETER_STORE, here);
        holder.look();
        assertThat(here.asked).containsExactly("exit");
        assertThat(here.published).isNotNull().extracting(Readiness::status).isEqualTo("True");
    }

    private SigningKeyWorld world(KeyStorage storage, AssignedLeases leases) {
        SigningKeyWorld world = new SigningKeyWorld(cloud, "docs-key", SPEC.formatted(storage.member));
        world.leases = leases;
        world.restart();
        return world;
    }

    private List<String> made() {
        return cloud.aws.calls().stream()
                .map(CallRecord::operation)
                .filter(operation -> operation.matches("(Create|Delete)PublicKey"))
                .toList();
    }
}
