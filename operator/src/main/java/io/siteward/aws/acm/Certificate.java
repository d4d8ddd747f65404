package io.siteward.aws.acm;

import io.siteward.aws.AwsClients.GatedClients;
import io.siteward.graph.FailedCall;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;

/** A certificate that a manifest refers to: looked at with one read, never changed. */
public final class Certificate {
    private final AcmClient client;
    private final String accountId;
    private final String arn;

    /**
     * @param client of us-east-1
     * @param accountId whose certificate it has to be
     */
    public Certificate(AcmClient client, String accountId, String arn) {
        this.client = client;
        this.accountId = accountId;
        this.arn = arn;
    }

    /** The same with a client that passes the gate. */
    public static Certificate of(GatedClients clients, String accountId, String arn) {
        return new Certificate(clients.acm(), accountId, arn);
    }

    /** Why it cannot serve these aliases; empty when it can. An ARN that cannot serve costs no read. */
    public Optional<CertificateProblem> problem(Collection<String> aliases) {
        Optional<CertificateProblem> ofArn = CertificateFit.ofArn(arn, accountId);
        if (ofArn.isPresent()) {
            return ofArn;
        }
        Optional<CertificateState> state = read();
        return state.isPresent()
                ? CertificateFit.of(state.get(), aliases)
                : Optional.of(new CertificateProblem(
                        "CertificateNotFound",
                        "spec.certificate.arn names a certificate that this account does not have, " + arn
                                + ": name one that ACM lists in us-east-1"));
    }

    /** Its state; empty when ACM knows no such certificate. */
    public Optional<CertificateState> read() {
        try {
            CertificateDetail detail = client.describeCertificate(DescribeCertificateRequest.builder()
                            .certificateArn(arn)
                            .build())
                    .certificate();
            TreeSet<String> names = new TreeSet<>(detail.subjectAlternativeNames());
            names.add(detail.domainName());
            return Optional.of(new CertificateState(detail.statusAsString(), names));
        } catch (FailedCall e) {
            if (e.is("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
