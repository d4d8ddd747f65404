package io.siteward.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.crd.v1alpha1.DnsRecord;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.kube.KubernetesFailures;
import io.siteward.kube.MockCluster;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusWriterTest {
    private final MockCluster cluster = new MockCluster();
    private final StatusWriter<SecureSiteStatus, SecureSite> writer =
            new StatusWriter<>(cluster.gated(), SecureSite.class);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void writesTheStatusAndNothingElse() {
        SecureSite site = cluster.site("docs");

        SecureSite now = writer.write(site, status("https://a", Map.of()));

        assertThat(now.getStatus().url()).isEqualTo("https://a");
        assertThat(cluster.plain().resource(site).get()).isEqualTo(now);
        assertThat(cluster.seen()).containsExactly("PATCH securesites/status for web/docs ok");
    }

    @Test
    void writesNothingWhenNothingDiffers() {
        SecureSite site = writer.write(cluster.site("docs"), status("https://a", Map.of()));
        cluster.seen().clear();

        assertThat(writer.write(site, status("https://a", Map.of()))).isSameAs(site);
        assertThat(cluster.seen()).isEmpty();
    }

    @Test
    void takesAwayWhatIsGone() {
        SecureSite site = writer.write(cluster.site("docs"), status("https://a", Map.of("k", "1", "l", "2")));

        writer.write(site, status(null, Map.of("l", "2")));

        SecureSiteStatus found = cluster.plain().resource(site).get().getStatus();
        assertThat(found.url()).isNull();
        // The mock keeps a null where a cluster removes the member; MergePatchTest holds the patch itself.
        assertThat(found.handled().get("k")).isNull();
        assertThat(found.handled()).containsEntry("l", "2");
    }

    @Test
    void isRefusedOnTopOfAnOlderVersion() {
        SecureSite old = cluster.site("docs");
        writer.write(old, status("https://a", Map.of()));

        FailedCall conflict =
                catchThrowableOfType(FailedCall.class, () -> writer.write(old, status("https://b", Map.of())));

        assertThat(conflict.is(KubernetesFailures.CONFLICT)).isTrue();
        assertThat(conflict.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(cluster.plain().resource(old).get().getStatus().url()).isEqualTo("https://a");
    }

    @Test
    void saysWhenTheObjectIsGone() {
        SecureSite site = cluster.site("docs");
        cluster.plain().resource(site).delete();

        FailedCall gone =
                catchThrowableOfType(FailedCall.class, () -> writer.write(site, status("https://a", Map.of())));

        assertThat(gone.is(KubernetesFailures.NOT_FOUND)).isTrue();
    }

    @Test
    void trustsTheCacheUntilItHasWritten() {
        SecureSite cached = cluster.site("docs");

        assertThat(writer.latest(cached)).containsSame(cached);
    }

    @Test
    void readsPastACacheThatHasNotSeenItsWrite() {
        SecureSite cached = cluster.site("docs");
        SecureSite written = writer.write(cached, status("https://a", Map.of()));

        assertThat(writer.latest(cached)).contains(written);
        assertThat(writer.latest(written)).containsSame(written);
    }

    @Test
    void trustsTheCacheAgainOnceItHasCaughtUp() {
        SecureSite cached = cluster.site("docs");
        SecureSite written = writer.write(cached, status("https://a", Map.of()));
        writer.latest(written);

        assertThat(writer.latest(cached)).containsSame(cached);
    }

    @Test
    void doesNotTakeANamesakeForTheObject() {
        SecureSite cached = cluster.site("docs");
        writer.write(cached, status("https://a", Map.of()));
        cluster.plain().resource(cached).delete();
        assertThat(writer.latest(cached)).isEmpty();

        SecureSite second = cluster.site("docs");
        writer.write(second, status("https://b", Map.of()));
        cluster.plain().resource(second).delete();
        cluster.site("docs");
        assertThat(writer.latest(second)).isEmpty();
    }

    private static SecureSiteStatus status(@Nullable String url, Map<String, String> handled) {
        List<DnsRecord> none = List.of();
        return new SecureSiteStatus(
                null, List.of(), null, null, url, null, null, null, none, List.of(), List.of(), List.of(), handled,
                List.of(), null);
    }
}
