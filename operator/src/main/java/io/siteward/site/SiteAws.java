package io.siteward.site;

import io.siteward.identity.Identity;

/** The way to AWS for sites. */
interface SiteAws {
    /**
     * The clients for one reconcile of a site.
     *
     * @throws io.siteward.graph.FailedCall when AWS does not say whose credentials these are
     */
    SiteClients clients(Identity site);
}
