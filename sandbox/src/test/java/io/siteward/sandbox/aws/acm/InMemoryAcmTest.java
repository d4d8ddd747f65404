package io.siteward.sandbox.aws.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

class InMemoryAcmTest {
    private static final String ACCOUNT = "111122223333";

    private final InMemoryAcm acm = new InMemoryAcm();
    private final InMemoryAws aws = new InMemoryAws(new VirtualClock(Instant.EPOCH), List.of(acm, new InMemorySts()));
    private final AwsEndpoint endpoint;
    private final WireClients clients;
    private final AcmClient client;

    InMemoryAcmTest() throws IOException {
        endpoint = AwsEndpoint.start(aws, new Credentials().register("OURS", ACCOUNT), 0);
        clients = new WireClients(endpoint.uri(), "OURS");
        client = clients.acm(Region.US_EAST_1);
    }

    @AfterEach
    void close() {
        clients.close();
        endpoint.close();
        assertThat(aws.takeViolations()).isEmpty();
    }

    @Test
    void describesACertificate() {
        String arn = acm.put(ACCOUNT, "us-east-1", List.of("a.org", "*.a.org"), CertificateStatus.ISSUED);

        CertificateDetail detail = client.describeCertificate(request -> request.certificateArn(arn))
                .certificate();

        assertThat(detail.domainName()).isEqualTo("a.org");
        assertThat(detail.subjectAlternativeNames()).containsExactly("a.org", "*.a.org");
        assertThat(detail.status()).isEqualTo(CertificateStatus.ISSUED);
    }

    /** https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html#API_DescribeCertificate_Errors */
    @Test
    void knowsNoCertificateOfAnotherAccount() {
        String arn = acm.put("444455556666", "us-east-1", List.of("a.org"), CertificateStatus.ISSUED);

        assertThatThrownBy(() -> client.describeCertificate(request -> request.certificateArn(arn)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    /** https://docs.aws.amazon.com/acm/latest/APIReference/CommonErrors.html */
    @Test
    void refusesAnArnThatIsNone() {
        assertThatThrownBy(() -> client.describeCertificate(request -> request.certificateArn("arn:aws:iam::x")))
                .isInstanceOfSatisfying(
                        AcmException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
        assertThat(aws.takeViolations()).isNotEmpty();
    }

    @Test
    void coversOneLabelByAWildcard() {
        Certificate certificate = acm.find(acm.put(ACCOUNT, "us-east-1", List.of("*.a.org"), CertificateStatus.ISSUED))
                .orElseThrow();

        assertThat(certificate.covers("www.a.org")).isTrue();
        assertThat(certificate.covers("*.a.org")).isTrue();
        assertThat(certificate.covers("a.org")).isFalse();
        assertThat(certificate.covers("x.www.a.org")).isFalse();
    }

    @Test
    void saysWhoIsCalling() {
        assertThat(clients.sts().getCallerIdentity().account()).isEqualTo(ACCOUNT);
    }
}
