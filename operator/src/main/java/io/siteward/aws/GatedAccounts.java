package io.siteward.aws;

import io.siteward.aws.AwsClients.GatedClients;
import io.siteward.gate.Gate;
import io.siteward.gate.Subject;

/** The way into whichever account the credentials belong to. */
public final class GatedAccounts {
    private final AwsClients clients;
    private final AwsAccounts accounts;
    private final Gate gate;

    public GatedAccounts(AwsClients clients, AwsAccounts accounts, Gate gate) {
        this.clients = clients;
        this.accounts = accounts;
        this.gate = gate;
    }

    /**
     * The account of the moment.
     *
     * @param id twelve digits
     * @param clients their calls pass the gate, and are made only while the credentials are those of now
     */
    public record Current(String id, GatedClients clients) {}

    /**
     * The account of the credentials that sign our calls now.
     *
     * @param subject on whose behalf calls are made
     * @throws io.siteward.graph.FailedCall when AWS does not say whose credentials these are
     */
    public Current current(Subject subject) {
        // Before the account: what is changed in between is noticed at the first call.
        String accessKeyId = clients.accessKeyId();
        String id = accounts.current().id();
        return new Current(id, clients.gated(gate, id, subject).signedBy(accessKeyId));
    }
}
