package io.siteward.aws.acm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.acm.model.CertificateStatus;

class CertificateFitTest {
    private static CertificateState issued(String... names) {
        return new CertificateState("ISSUED", new TreeSet<>(List.of(names)));
    }

    @ParameterizedTest
    @CsvSource({
        "docs.example.com, docs.example.com, true",
        "Docs.Example.com, docs.example.COM, true",
        "*.example.com, docs.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, a.docs.example.com, false",
        "*.example.com, docs.badexample.com, false",
        "example.com, docs.example.com, false",
    })
    void aWildcardStandsForExactlyOneLabel(String name, String alias, boolean covered) {
        assertThat(CertificateFit.covers(name, alias)).isEqualTo(covered);
    }

    @Test
    void anIssuedCertificateThatCoversEveryAliasServes() {
        assertThat(CertificateFit.of(issued("example.com", "*.example.com"), List.of("example.com", "a.example.com")))
                .isEmpty();
    }

    @Test
    void namesTheAliasesThatAreNotCovered() {
        assertThat(CertificateFit.of(issued("a.example.com"), List.of("b.example.com", "a.example.com")))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.reason()).isEqualTo("CertificateDoesNotCover");
                    assertThat(problem.message()).contains("not [b.example.com] of spec.aliases");
                });
    }

    @Test
    void aPendingCertificateNamesTheRemedy() {
        CertificateState pending = new CertificateState("PENDING_VALIDATION", new TreeSet<>(List.of("a.example.com")));
        assertThat(CertificateFit.of(pending, List.of("a.example.com"))).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo("CertificateNotIssued");
            assertThat(problem.message()).contains("validation records");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = CertificateStatus.class,
            names = {"ISSUED", "PENDING_VALIDATION", "UNKNOWN_TO_SDK_VERSION"},
            mode = EnumSource.Mode.EXCLUDE)
    void aCertificateThatWillNeverBeIssuedIsNotWaitedFor(CertificateStatus status) {
        CertificateState state = new CertificateState(status.toString(), new TreeSet<>(List.of("a.example.com")));
        assertThat(CertificateFit.of(state, List.of("a.example.com"))).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo("CertificateUnusable");
            assertThat(problem.message()).endsWith("is " + status + ", not ISSUED: name one that is");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:acm:eu-central-1:111122223333:certificate/abc, CertificateInWrongRegion",
        "arn:aws:iam::111122223333:server-certificate/abc, CertificateArnInvalid",
        "arn:aws:acm:us-east-1:444455556666:certificate/abc, CertificateOfAnotherAccount",
        "nonsense, CertificateArnInvalid",
    })
    void refusesAnArnThatCloudFrontCannotUse(String arn, String reason) {
        assertThat(CertificateFit.ofArn(arn, "111122223333")).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.message()).contains("spec.certificate.arn");
        });
    }

    @Test
    void acceptsAnArnOfUsEast1() {
        assertThat(CertificateFit.ofArn("arn:aws:acm:us-east-1:111122223333:certificate/abc", "111122223333"))
                .isEmpty();
    }
}
