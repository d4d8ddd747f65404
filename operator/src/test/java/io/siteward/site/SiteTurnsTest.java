package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.lease.AssignedLeases;
import io.siteward.lease.Claim;
import io.siteward.lease.Readiness;
import io.siteward.lease.Standing;
import io.siteward.lease.Want;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SiteTurnsTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;

    private final SiteWorld world = new SiteWorld(SITE);
    private final AssignedLeases leases = new AssignedLeases();

    @BeforeEach
    void assign() {
        world.leases = leases;
        world.restart();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void saysWhoseTurnItIsBeforeAnythingIsMade() {
        look();
        assertThat(world.writes.get(0).lease())
                .isEqualTo(new LeaseStatus(AssignedLeases.OURS, "berlin", 1L, "2026-01-01T08:00:00Z"));
        assertThat(world.writes.get(0).accountId()).isNull();
        assertThat(world.awsWrites()).contains("CreateBucket");
        assertThat(leases.asked).containsExactly("exit");
    }

    @Test
    void tellsTheOthersHowItIs() {
        look();
        assertThat(leases.published).isNotNull().extracting(Readiness::status).isEqualTo("False");
    }

    @Test
    void letsAManifestGoThatOthersKeepOn() {
        look();
        world.forget();
        delete();
        leases.kind = Standing.Kind.PARTED;
        leases.claims.put("paris", new Claim("x", Instant.EPOCH));
        look();

        assertThat(world.site.getMetadata().getFinalizers()).isEmpty();
        assertThat(world.calls()).isEmpty();
        assertThat(world.events)
                .containsExactly("HandedOver: Nothing was deleted in AWS: the site is also claimed by cluster paris.");
    }

    @Test
    void isDoneWithADeletionOnlyWhenNothingIsLeft() {
        look();
        delete();
        leases.deleting = true;
        look();
        assertThat(want().stage()).isEqualTo(Want.Stage.DELETE);
        for (int i = 0; i < 20 && want().stage() != Want.Stage.DONE; i++) {
            world.clock.advance(SiteWorld.DEPLOYED);
            look();
        }
        assertThat(want().stage()).isEqualTo(Want.Stage.DONE);
        assertThat(world.site.getMetadata().getFinalizers())
                .as("until the lease is let go of")
                .hasSize(1);
        look();
        assertThat(want().stage()).isEqualTo(Want.Stage.DONE);
    }

    private void look() {
        world.reconciler.look(world.site);
    }

    private Want want() {
        Want want = leases.want;
        assertThat(want).isNotNull();
        return want;
    }

    private void delete() {
        world.site.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        world.site.getMetadata().setFinalizers(List.of(SecureSiteReconciler.FINALIZER));
    }
}
