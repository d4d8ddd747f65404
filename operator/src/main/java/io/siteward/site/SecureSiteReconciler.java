package io.siteward.site;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import io.siteward.kube.KubernetesFailures;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the framework calls for a SecureSite. It never hands a status or an exception back to the framework: statuses are
 * written by the one writer, and what fails has a time to look again.
 */
@ControllerConfiguration(name = "securesite", finalizerName = SecureSiteReconciler.FINALIZER)
public final class SecureSiteReconciler implements Reconciler<SecureSite>, Cleaner<SecureSite> {
    public static final String FINALIZER = "siteward.io/securesite";
    private static final Logger log = LoggerFactory.getLogger(SecureSiteReconciler.class);
    private static final Duration SOONEST = Duration.ofMillis(50);
    private static final Duration WHILE_A_NAMESAKE_ENDS = Duration.ofSeconds(1);

    private final SiteUpkeep upkeep;
    private final SiteRemoval removal;
    private final SiteAdmission admission;
    private final SiteStore store;
    private final SiteEvents events;
    private final Backoff backoff;

    /**
     * The framework works on one object at a time, but forgets that it does when the object goes: its namesake would be
     * worked on beside it, with the same resources in AWS.
     */
    private final Set<Identity> atWork = ConcurrentHashMap.newKeySet();

    SecureSiteReconciler(
            SiteUpkeep upkeep,
            SiteRemoval removal,
            SiteAdmission admission,
            SiteStore store,
            SiteEvents events,
            Backoff backoff) {
        this.upkeep = upkeep;
        this.removal = removal;
        this.admission = admission;
        this.store = store;
        this.events = events;
        this.backoff = backoff;
    }

    @Override
    public UpdateControl<SecureSite> reconcile(SecureSite cached, Context<SecureSite> context) {
        UpdateControl<SecureSite> control = UpdateControl.noUpdate();
        Identity identity = admission.identity(cached);
        if (!atWork.add(identity)) {
            return control.rescheduleAfter(WHILE_A_NAMESAKE_ENDS);
        }
        try {
            Optional<SecureSite> site = latest(cached);
            if (site.isPresent() && !site.get().isMarkedForDeletion()) {
                control.rescheduleAfter(bounded(upkeep.reconcile(site.get())));
            }
        } catch (FailedCall e) {
            control.rescheduleAfter(bounded(afterFailure(cached, e)));
        } finally {
            atWork.remove(identity);
        }
        return control;
    }

    @Override
    public DeleteControl cleanup(SecureSite cached, Context<SecureSite> context) {
        Identity identity = admission.identity(cached);
        if (!atWork.add(identity)) {
            return after(WHILE_A_NAMESAKE_ENDS);
        }
        try {
            Optional<SecureSite> site = latest(cached);
            if (site.isEmpty()) {
                // Whatever has its name now is not what was deleted: its finalizer stays.
                return DeleteControl.noFinalizerRemoval();
            }
            Optional<Duration> next = removal.step(site.get());
            if (next.isEmpty()) {
                forget(cached);
                return DeleteControl.defaultDelete();
            }
            return after(next.get());
        } catch (FailedCall e) {
            return after(afterFailure(cached, e));
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
        admission.hint(site.get()).ifPresent(hint -> events.misunderstood(site.get(), hint));
        return site;
    }

    private static DeleteControl after(Duration pause) {
        DeleteControl control = DeleteControl.noFinalizerRemoval();
        control.rescheduleAfter(bounded(pause).toMillis());
        return control;
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
