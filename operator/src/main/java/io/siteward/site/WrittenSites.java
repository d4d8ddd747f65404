package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.status.StatusWriter;
import java.util.Optional;

/** Sites in the cluster. */
final class WrittenSites implements SiteStore {
    private final StatusWriter<SecureSiteStatus, SecureSite> writer;

    WrittenSites(StatusWriter<SecureSiteStatus, SecureSite> writer) {
        this.writer = writer;
    }

    @Override
    public Optional<SecureSite> latest(SecureSite cached) {
        return writer.latest(cached);
    }

    @Override
    public SecureSite write(SecureSite site, SecureSiteStatus status) {
        return writer.write(site, status);
    }

    @Override
    public void forget(SecureSite site) {
        writer.forget(site);
    }
}
