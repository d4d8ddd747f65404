package io.siteward.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Event;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.graph.Failure;
import io.siteward.kube.MockCluster;
import io.siteward.sandbox.aws.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final MockCluster cluster = new MockCluster();
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Events events = events();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void tellsAboutTheObject() {
        SecureSite site = cluster.site("docs");

        events.emit(site, Events.Type.WARNING, "DriftFound", "The bucket policy differs.");

        Event event = written().get(0);
        assertThat(event.getInvolvedObject().getKind()).isEqualTo("SecureSite");
        assertThat(event.getInvolvedObject().getUid())
                .isEqualTo(site.getMetadata().getUid());
        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getReason()).isEqualTo("DriftFound");
        assertThat(event.getMessage()).isEqualTo("The bucket policy differs.");
        assertThat(event.getLastTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(cluster.seen()).containsExactly("POST events for web/null ok");
    }

    @Test
    void doesNotRepeatItselfWithinTheInterval() {
        SecureSite site = cluster.site("docs");
        events.emit(site, Events.Type.NORMAL, "Created", "made");
        clock.advance(Duration.ofMinutes(59));
        events.emit(site, Events.Type.NORMAL, "Created", "made");
        events.emit(site, Events.Type.NORMAL, "Created", "something else");
        assertThat(cluster.seen()).hasSize(2);

        clock.advance(Duration.ofMinutes(1));
        events.emit(site, Events.Type.NORMAL, "Created", "made");
        assertThat(cluster.seen()).hasSize(3);
    }

    @Test
    void anotherProcessWritesNoSecondOne() {
        SecureSite site = cluster.site("docs");
        events.emit(site, Events.Type.NORMAL, "Created", "made");

        events().emit(site, Events.Type.NORMAL, "Created", "made");

        assertThat(written()).hasSize(1);
    }

    @Test
    void anEventThatCannotBeWrittenIsLost() {
        SecureSite site = cluster.site("docs");
        cluster.refuse(new Failure(Failure.Kind.NO_TOKEN, "NoToken", "later", Duration.ofSeconds(1), null));

        events.emit(site, Events.Type.NORMAL, "Created", "made");

        assertThat(written()).isEmpty();
    }

    @Test
    void aStoppedWorldIsNoLostEvent() {
        SecureSite site = cluster.site("docs");
        cluster.killAfterTheNextWrite(new StackOverflowError("killed"));

        assertThatThrownBy(() -> events.emit(site, Events.Type.NORMAL, "Created", "made"))
                .isInstanceOf(StackOverflowError.class);
    }

    private Events events() {
        return new Events(cluster.gated(), clock, Duration.ofHours(1), "siteward", "replica-1");
    }

    private List<Event> written() {
        return cluster.plain().v1().events().inNamespace("web").list().getItems();
    }
}
