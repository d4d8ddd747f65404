package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.status.FinalizerWriter;
import io.siteward.status.StatusWriter;
import java.util.Optional;

/** Sites in the cluster. */
final class WrittenSites implements SiteStore {
    private final StatusWriter<SecureSiteStatus, SecureSite> statuses;
    private final FinalizerWriter<SecureSite> finalizers;

    WrittenSites(StatusWriter<SecureSiteStatus, SecureSite> statuses, FinalizerWriter<SecureSite> finalizers) {
        this.statuses = statuses;
        this.finalizers = finalizers;
    }

    @Override
    public Optional<SecureSite> latest(SecureSite cached) {
        return statuses.latest(cached);
    }

    @Override
    public Optional<SecureSite> fresh(SecureSite cached) {
        return statuses.fresh(cached);
    }

    @Override
    public SecureSite hold(SecureSite site) {
        return statuses.wrote(finalizers.add(site));
    }

    @Override
    public void letGo(SecureSite site) {
        finalizers.remove(site);
    }

    @Override
    public SecureSite write(SecureSite site, SecureSiteStatus status) {
        return statuses.write(site, status);
    }

    @Override
    public void forget(SecureSite site) {
        statuses.forget(site);
    }
}
