package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import io.siteward.kube.KubernetesFailures;
import io.siteward.lease.Leases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the framework calls for manifests of one kind. It never hands a status, a finalizer or an exception back to the
 * framework: who may write depends on a lease of which the framework knows nothing, and what fails has a time to look
 * again.
 *
 * @param <R> the custom resource; the framework reads it off the subclass, so it comes first
 * @param <S> its status
 */
public class ManifestReconciler<R extends CustomResource<?, S>, S extends ManifestStatus<S>> implements Reconciler<R> {
    private static final Logger log = LoggerFactory.getLogger(ManifestReconciler.class);
    private static final Duration SOONEST = Duration.ofMillis(50);
    private static final Duration WHILE_A_NAMESAKE_ENDS = Duration.ofSeconds(1);

    private final Equipment<R, S> with;
    private final Turns<R, S> turns;

    private final SimpleInboundEventSource<R> leaseNews = new SimpleInboundEventSource<>("leases");

    /**
     * The framework works on one object at a time, but forgets that it does when the object goes: its namesake would be
     * worked on beside it, with the same resources in AWS.
     */
    private final Set<Identity> atWork = ConcurrentHashMap.newKeySet();

    /** Keeps nothing yet. */
    protected ManifestReconciler(Leases leases, Equipment<R, S> with, Upkeep<R> upkeep, Removal<R> removal) {
        this.with = with;
        this.turns = new Turns<>(leases, with, upkeep, removal);
    }

    @Override
    public UpdateControl<R> reconcile(R cached, Context<R> context) {
        UpdateControl<R> control = UpdateControl.noUpdate();
        if (context.isPrimaryResourceDeleted()) {
            forget(cached);
            turns.forget(with.admission().identity(cached));
            return control;
        }
        look(cached).ifPresent(pause -> control.rescheduleAfter(bounded(pause)));
        return control;
    }

    @Override
    public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
        return List.of(leaseNews);
    }

    /** It is looked at soon. */
    void wake(Identity manifest) {
        leaseNews.propagateEvent(new ResourceID(manifest.name(), manifest.namespace()));
    }

    /** One look at a manifest; when to look again, if at all. */
    public Optional<Duration> look(R cached) {
        Identity identity = with.admission().identity(cached);
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
    private Optional<R> latest(R cached) {
        Optional<R> manifest = with.store().latest(cached);
        if (manifest.isEmpty()) {
            forget(cached);
            return manifest;
        }
        if (manifest.get().getSpec() == null) {
            with.notices().unreadable(manifest.get());
            return Optional.empty();
        }
        return manifest;
    }

    /** What passes by itself is a line of log; what does not also asks its owner for help. */
    private Duration afterFailure(R manifest, FailedCall e) {
        Failure failure = e.failure();
        boolean lasting = failure.kind() == Failure.Kind.TERMINAL || failure.kind() == Failure.Kind.BUG;
        log.atLevel(lasting ? Level.ERROR : Level.INFO)
                .addKeyValue("namespace", manifest.getMetadata().getNamespace())
                .addKeyValue(with.kind().noun(), manifest.getMetadata().getName())
                .addKeyValue("code", failure.code())
                .log("status not written, trying again: {}", e.getMessage());
        if (lasting) {
            with.notices().statusNotWritten(manifest, failure);
        }
        if (e.is(KubernetesFailures.NOT_FOUND)) {
            forget(manifest);
            return failure.retryAfter();
        }
        return with.backoff().afterFailure(with.admission().identity(manifest), failure.retryAfter());
    }

    private void forget(R manifest) {
        with.store().forget(manifest);
        with.backoff().succeeded(with.admission().identity(manifest));
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(SOONEST) < 0 ? SOONEST : pause;
    }
}
