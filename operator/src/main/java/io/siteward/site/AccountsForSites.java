package io.siteward.site;

import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.aws.cloudfront.CloudFrontAccount;
import io.siteward.config.Configuration;
import io.siteward.gate.Gate;
import io.siteward.gate.Subject;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients for sites under whichever account the credentials belong to, and what is remembered of each account. */
final class AccountsForSites implements SiteAws {
    private final AwsClients clients;
    private final Gate gate;
    private final AwsAccounts accounts;
    private final InstantSource clock;
    private final Duration sharedInterval;
    private final int distributionQuota;
    private final Map<String, CloudFrontAccount> remembered = new ConcurrentHashMap<>();

    /** Remembers nothing yet, calls nothing. */
    AccountsForSites(
            AwsClients clients, Gate gate, AwsAccounts accounts, InstantSource clock, Configuration configuration) {
        this.clients = clients;
        this.gate = gate;
        this.accounts = accounts;
        this.clock = clock;
        this.sharedInterval = configuration.sharedInterval();
        this.distributionQuota = configuration.distributionQuota();
    }

    @Override
    public SiteClients clients(Identity site) {
        // Before the account: what is changed in between is noticed at the first call.
        String accessKeyId = clients.accessKeyId();
        String accountId = currentId();
        return new SiteClients(
                accountId,
                clients.gated(gate, accountId, Subject.of(site)).signedBy(accessKeyId),
                account(accountId),
                distributionQuota);
    }

    String currentId() {
        return accounts.current().id();
    }

    CloudFrontAccount account(String accountId) {
        return remembered.computeIfAbsent(accountId, id -> new CloudFrontAccount(clock, sharedInterval));
    }
}
