package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import java.util.Optional;

/** Where sites and their statuses are kept. */
interface SiteStore {
    /** The newest version of a site that came from a cache, which may be older than our own last write; empty when gone. */
    Optional<SecureSite> latest(SecureSite cached);

    /** The site as it is now, asked of the cluster; empty when gone. */
    Optional<SecureSite> fresh(SecureSite cached);

    /** Holds the manifest until somebody lets it go. */
    SecureSite hold(SecureSite site);

    /** Lets the manifest go. */
    void letGo(SecureSite site);

    /**
     * Writes a status and returns the site as it is then; writes nothing when it stands there already.
     *
     * @throws io.siteward.graph.FailedCall when it cannot be written, for example because the site was changed meanwhile
     */
    SecureSite write(SecureSite site, SecureSiteStatus status);

    /** The site is gone for good: nothing about it needs to be remembered. */
    void forget(SecureSite site);
}
