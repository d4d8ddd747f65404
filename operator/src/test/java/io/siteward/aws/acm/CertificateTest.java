package io.siteward.aws.acm;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.aws.GatedClient;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.Rate;
import io.siteward.gate.RateBudget;
import io.siteward.gate.ServiceRates;
import io.siteward.gate.Subject;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateStatus;

class CertificateTest {
    private static final String ACCOUNT = "111122223333";

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryAcm acm = new InMemoryAcm();
    private final InMemoryAws aws = new InMemoryAws(clock, List.of(acm));
    private AwsEndpoint endpoint;
    private WireClients clients;
    private AcmClient client;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start(aws, new Credentials().register("OURS", ACCOUNT), 0);
        clients = new WireClients(endpoint.uri(), "OURS");
        ServiceRates ample = new ServiceRates(new Rate(100, 100), 0, new Rate(100, 100));
        Gate gate = new Gate(Permission.SOLE_WRITER, new RateBudget(clock, Map.of(), ample), List.of(), List.of());
        client = GatedClient.of(AcmClient.class, clients.acm(Region.US_EAST_1), gate, ACCOUNT, Subject.OPERATOR);
    }

    @AfterEach
    void stop() {
        clients.close();
        endpoint.close();
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }

    private Optional<String> reason(String arn) {
        return new Certificate(client, ACCOUNT, arn)
                .problem(List.of("docs.example.com"))
                .map(CertificateProblem::reason);
    }

    @Test
    void oneThatCoversTheAliasesServesAfterOneRead() {
        String arn = acm.put(ACCOUNT, "us-east-1", List.of("example.com", "*.example.com"), CertificateStatus.ISSUED);

        assertThat(reason(arn)).isEmpty();
        assertThat(aws.calls()).extracting(CallRecord::operation).containsExactly("DescribeCertificate");
    }

    @Test
    void oneThatWaitsForItsValidationDoesNotServe() {
        assertThat(reason(acm.put(
                        ACCOUNT, "us-east-1", List.of("docs.example.com"), CertificateStatus.PENDING_VALIDATION)))
                .contains("CertificateNotIssued");
    }

    @Test
    void oneOfAnotherAccountIsRefusedWithoutARead() {
        assertThat(reason(acm.put("444455556666", "us-east-1", List.of("docs.example.com"), CertificateStatus.ISSUED)))
                .contains("CertificateOfAnotherAccount");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void oneThatWasDeletedIsNotFound() {
        assertThat(reason("arn:aws:acm:us-east-1:" + ACCOUNT + ":certificate/abc"))
                .contains("CertificateNotFound");
    }

    @Test
    void oneOfAnotherRegionIsRefusedWithoutARead() {
        assertThat(reason("arn:aws:acm:eu-central-1:" + ACCOUNT + ":certificate/abc"))
                .contains("CertificateInWrongRegion");
        assertThat(aws.calls()).isEmpty();
    }
}
