package io.siteward.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.siteward.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private final LampWorld world = new LampWorld();
    private final Controller<Lamp, LampStatus> controller = new Controller<>(LampWorld.KIND, world.reconciler);
    private final List<ResourceID> woken = new ArrayList<>();

    @BeforeEach
    @SuppressWarnings("NullAway") // the context is asked nothing
    void listen() {
        for (EventSource<?, Lamp> source : world.reconciler.prepareEventSources(null)) {
            source.setEventHandler(event -> woken.add(event.getRelatedCustomResourceID()));
            source.start();
        }
    }

    @Test
    void looksAtALampWhoseLeaseIsAnotherThanBefore() {
        controller.wake(new Identity("test-fleet", "Lamp", "web", "desk"));
        assertThat(woken).containsExactly(new ResourceID("desk", "web"));
    }

    @Test
    void leavesWhatIsOfAnotherKindToItsOwnController() {
        controller.wake(new Identity("test-fleet", "SecureSite", "web", "desk"));
        assertThat(woken).isEmpty();
    }
}
