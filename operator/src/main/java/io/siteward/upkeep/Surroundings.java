package io.siteward.upkeep;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.siteward.lease.Leases;
import io.siteward.status.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What every controller is put together from, whatever its custom resource stands for.
 *
 * @param fleet the clusters that act as one
 * @param longestBackoff the longest pause after failures
 */
public record Surroundings(
        String fleet,
        KubernetesClient kubernetes,
        Leases leases,
        Events events,
        Duration longestBackoff,
        InstantSource clock,
        RandomGenerator random) {

    /** Events, as what is told goes there. */
    public Notices.Sink sink() {
        return (about, warning, reason, message) ->
                events.emit(about, warning ? Events.Type.WARNING : Events.Type.NORMAL, reason, message);
    }
}
