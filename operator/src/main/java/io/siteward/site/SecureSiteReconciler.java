package io.siteward.site;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.graph.FailedCall;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the framework calls for a SecureSite. It never hands a status or an exception back to the framework: statuses are
 * written by the one writer, and what fails has a time to look again.
 */
@ControllerConfiguration(name = "securesite", finalizerName = SecureSiteReconciler.FINALIZER)
public final class SecureSiteReconciler implements Reconciler<SecureSite>, Cleaner<SecureSite> {
    public static final String FINALIZER = "siteward.io/securesite";
    private static final Logger log = LoggerFactory.getLogger(SecureSiteReconciler.class);
    private static final Duration SOONEST = Duration.ofMillis(50);

    private final SiteUpkeep upkeep;
    private final SiteRemoval removal;
    private final SiteStore store;

    SecureSiteReconciler(SiteUpkeep upkeep, SiteRemoval removal, SiteStore store) {
        this.upkeep = upkeep;
        this.removal = removal;
        this.store = store;
    }

    @Override
    public UpdateControl<SecureSite> reconcile(SecureSite cached, Context<SecureSite> context) {
        UpdateControl<SecureSite> control = UpdateControl.noUpdate();
        try {
            Optional<SecureSite> site = store.latest(cached);
            if (site.isPresent() && !site.get().isMarkedForDeletion()) {
                control.rescheduleAfter(bounded(upkeep.reconcile(site.get())));
            }
        } catch (FailedCall e) {
            control.rescheduleAfter(bounded(retry(cached, e)));
        }
        return control;
    }

    @Override
    public DeleteControl cleanup(SecureSite cached, Context<SecureSite> context) {
        try {
            Optional<Duration> next = store.latest(cached).flatMap(removal::step);
            if (next.isEmpty()) {
                return DeleteControl.defaultDelete();
            }
            return after(next.get());
        } catch (FailedCall e) {
            return after(retry(cached, e));
        }
    }

    private static DeleteControl after(Duration pause) {
        DeleteControl control = DeleteControl.noFinalizerRemoval();
        control.rescheduleAfter(bounded(pause).toMillis());
        return control;
    }

    private static Duration retry(SecureSite site, FailedCall e) {
        log.atInfo()
                .addKeyValue("namespace", site.getMetadata().getNamespace())
                .addKeyValue("site", site.getMetadata().getName())
                .log("status not written, trying again: {}", e.getMessage());
        return e.failure().retryAfter();
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(SOONEST) < 0 ? SOONEST : pause;
    }
}
