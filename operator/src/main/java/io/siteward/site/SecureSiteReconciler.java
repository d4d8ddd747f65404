package io.siteward.site;

import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.lease.Leases;
import io.siteward.upkeep.Admission;
import io.siteward.upkeep.Backoff;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.ManifestKind;
import io.siteward.upkeep.ManifestReconciler;
import io.siteward.upkeep.ManifestStore;
import io.siteward.upkeep.Notices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the framework calls for a SecureSite. It takes the type from the first argument of the superclass. */
@ControllerConfiguration(name = "securesite", triggerReconcilerOnAllEvents = true)
public final class SecureSiteReconciler extends ManifestReconciler<SecureSite, SecureSiteStatus> {
    public static final String FINALIZER = "siteward.io/securesite";

    static final ManifestKind<SecureSite, SecureSiteStatus> KIND =
            new ManifestKind<>(SecureSite.class, "site", FINALIZER, SecureSiteStatus.empty());

    private final WatchedSigningKeys keys;

    SecureSiteReconciler(
            Leases leases,
            Equipment<SecureSite, SecureSiteStatus> with,
            SiteUpkeep upkeep,
            SiteRemoval removal,
            WatchedSigningKeys keys) {
        super(leases, with, upkeep, removal);
        this.keys = keys;
    }

    @Override
    public List<EventSource<?, SecureSite>> prepareEventSources(EventSourceContext<SecureSite> context) {
        List<EventSource<?, SecureSite>> sources = new ArrayList<>(super.prepareEventSources(context));
        sources.add(keys.watch(context));
        return sources;
    }

    /** What everything that is done for sites works with. */
    static Equipment<SecureSite, SecureSiteStatus> equipment(
            String fleet,
            ManifestStore<SecureSite, SecureSiteStatus> store,
            Notices.Sink sink,
            Duration longestBackoff,
            InstantSource clock) {
        return new Equipment<>(
                KIND,
                new Admission(fleet, KIND.noun()),
                store,
                new Notices(sink, KIND.noun(), SiteGraph.RESOURCES, Opening::of),
                new Backoff(longestBackoff),
                clock);
    }
}
