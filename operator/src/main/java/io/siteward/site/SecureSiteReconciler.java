package io.siteward.site;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import io.siteward.kube.KubernetesFailures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the framework calls for a SecureSite. It never hands a status, a finalizer or an exception back to the framework:
 * who may write depends on a lease of which the framework knows nothing, and what fails has a time to look again.
 */
@ControllerConfiguration(name = "securesite", triggerReconcilerOnAllEvents = true)
public final class SecureSiteReconciler implements Reconciler<SecureSite> {
    public static final String FINALIZER = "siteward.io/securesite";
    private static final Logger log = LoggerFactory.getLogger(SecureSiteReconciler.class);
    private static final Duration SOONEST = Duration.ofMillis(50);
    private static final Duration WHILE_A_NAMESAKE_ENDS = Duration.ofSeconds(1);

    private final SiteTurns turns;
    private final SiteAdmission admission;
    private final SiteStore store;
    private final SiteEvents events;
    private final Backoff backoff;

    private final SimpleInboundEventSource<SecureSite> leaseNews = new SimpleInboundEventSource<>("leases");

    /**
     * The framework works on one object at a time, but forgets that it does when the object goes: its namesake would be
     * worked on beside it, with the same resources in AWS.
     */
    private final Set<Identity> atWork = ConcurrentHashMap.newKeySet();

    SecureSiteReconciler(
            SiteTurns turns, SiteAdmission admission, SiteStore store, SiteEvents events, Backoff backoff) {
        this.turns = turns;
        this.admission = admission;
        this.store = store;
        this.events = events;
        this.backoff = backoff;
    }

    @Override
    public UpdateControl<SecureSite> reconcile(SecureSite cached, Context<SecureSite> context) {
        UpdateControl<SecureSite> control = UpdateControl.noUpdate();
        if (context.isPrimaryResourceDeleted()) {
            forget(cached);
            turns.forget(admission.identity(cached));
            return control;
        }
        look(cached).ifPresent(pause -> control.rescheduleAfter(bounded(pause)));
        return control;
    }

    @Override
    public List<EventSource<?, SecureSite>> prepareEventSources(EventSourceContext<SecureSite> context) {
        return List.of(leaseNews);
    }

    /** It is looked at soon. */
    void wake(Identity site) {
        leaseNews.propagateEvent(new ResourceID(site.name(), site.namespace()));
    }

    /** One look at a site; when to look again, if at all. */
    Optional<Duration> look(SecureSite cached) {
        Identity identity = admission.identity(cached);
        if (!atWork.add(identity)) {
            return Optional.of(WHILE_A_NAMESAKE_ENDS);
        }
        try {
            return latest(cached).map(turns::take);
        } catch (FailedCall e) {
            return Optional.of(afterFailure(cached, e));
        } finally {
            atWork.remove(identity);
        }
    }

    /** Empty when there is nothing to be done about it: when it is gone, or not to be understood. */
    private Optional<SecureSite> latest(SecureSite cached) {
        Optional<SecureSite> site = store.latest(cached);
        if (site.isEmpty()) {
            forget(cached);
            return site;
        }
        if (site.get().getSpec() == null) {
            events.unreadable(site.get());
            return Optional.empty();
        }
        return site;
    }

    /** What passes by itself is a line of log; what does not also asks its owner for help. */
    private Duration afterFailure(SecureSite site, FailedCall e) {
        Failure failure = e.failure();
        boolean lasting = failure.kind() == Failure.Kind.TERMINAL || failure.kind() == Failure.Kind.BUG;
        log.atLevel(lasting ? Level.ERROR : Level.INFO)
                .addKeyValue("namespace", site.getMetadata().getNamespace())
                .addKeyValue("site", site.getMetadata().getName())
                .addKeyValue("code", failure.code())
                .log("status not written, trying again: {}", e.getMessage());
        if (lasting) {
            events.statusNotWritten(site, failure);
        }
        if (e.is(KubernetesFailures.NOT_FOUND)) {
            forget(site);
            return failure.retryAfter();
        }
        return backoff.afterFailure(admission.identity(site), failure.retryAfter());
    }

    private void forget(SecureSite site) {
        store.forget(site);
        backoff.succeeded(admission.identity(site));
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(SOONEST) < 0 ? SOONEST : pause;
    }
}
