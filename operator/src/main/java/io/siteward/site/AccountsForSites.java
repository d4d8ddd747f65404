package io.siteward.site;

import io.siteward.aws.GatedAccounts;
import io.siteward.aws.cloudfront.CloudFrontAccount;
import io.siteward.config.Configuration;
import io.siteward.gate.Subject;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients for sites under whichever account the credentials belong to, and what is remembered of each account. */
final class AccountsForSites implements SiteAws {
    private final GatedAccounts accounts;
    private final InstantSource clock;
    private final Duration sharedInterval;
    private final int distributionQuota;
    private final Map<String, CloudFrontAccount> remembered = new ConcurrentHashMap<>();

    /** Remembers nothing yet, calls nothing. */
    AccountsForSites(GatedAccounts accounts, InstantSource clock, Configuration configuration) {
        this.accounts = accounts;
        this.clock = clock;
        this.sharedInterval = configuration.sharedInterval();
        this.distributionQuota = configuration.distributionQuota();
    }

    @Override
    public SiteClients clients(Identity site) {
        GatedAccounts.Current current = accounts.current(Subject.of(site));
        return new SiteClients(current.id(), current.clients(), account(current.id()), distributionQuota);
    }

    CloudFrontAccount account(String accountId) {
        return remembered.computeIfAbsent(accountId, id -> new CloudFrontAccount(clock, sharedInterval));
    }
}
