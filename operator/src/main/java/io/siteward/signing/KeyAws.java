package io.siteward.signing;

import io.siteward.aws.GatedAccounts;
import io.siteward.identity.Identity;

/** The way to AWS for signing keys. */
interface KeyAws {
    /**
     * The clients for one reconcile of a key.
     *
     * @throws io.siteward.graph.FailedCall when AWS does not say whose credentials these are
     */
    GatedAccounts.Current clients(Identity key);
}
