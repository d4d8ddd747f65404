package io.siteward.sandbox.aws.cloudfront;

import static io.siteward.sandbox.aws.cloudfront.CloudFrontOnTheWire.ACCOUNT;
import static io.siteward.sandbox.aws.cloudfront.CloudFrontOnTheWire.OTHER_ACCOUNT;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

class AliasRefusalsTest {
    @ParameterizedTest
    @MethodSource("aliases")
    void refuses(Refused refused) {
        try (CloudFrontOnTheWire wire = new CloudFrontOnTheWire()) {
            refused.check(wire);
        }
    }

    static Stream<Refused> aliases() {
        return Stream.of(
                Refused.distribution(400, "InvalidViewerCertificate", "alias without certificate", aliases("a.org")),
                certificate("certificate of another region", "eu-central-1", CertificateStatus.ISSUED, "a.org"),
                certificate("certificate not issued", "us-east-1", CertificateStatus.PENDING_VALIDATION, "a.org"),
                certificate("certificate of another name", "us-east-1", CertificateStatus.ISSUED, "b.org"),
                certificate("wildcard for two labels", "us-east-1", CertificateStatus.ISSUED, "*.org"),
                Refused.by("CreateDistribution", 409, "CNAMEAlreadyExists", "alias of another account", wire -> {
                    String theirs =
                            wire.acm.put(OTHER_ACCOUNT, "us-east-1", List.of("www.a.org"), CertificateStatus.ISSUED);
                    String ours = wire.acm.put(ACCOUNT, "us-east-1", List.of("*.a.org"), CertificateStatus.ISSUED);
                    Samples.create(wire.otherClient, Samples.distribution("one", aliased(theirs, "www.a.org")));
                    Samples.create(wire.client, Samples.distribution("one", aliased(ours, "www.a.org")));
                }));
    }

    private static Refused certificate(String what, String region, CertificateStatus status, String name) {
        return Refused.by("ViewerCertificate", 400, "InvalidViewerCertificate", what, wire -> {
            String arn = wire.acm.put(ACCOUNT, region, List.of(name), status);
            Samples.create(
                    wire.client,
                    Samples.distribution("refused", aliased(arn, name.equals("a.org") ? "a.org" : "x.a.org")));
        });
    }

    private static Consumer<DistributionConfig.Builder> aliases(String name) {
        return config -> config.aliases(aliases -> aliases.quantity(1).items(name));
    }

    private static Consumer<DistributionConfig.Builder> aliased(String certificate, String name) {
        return aliases(name)
                .andThen(config -> config.viewerCertificate(viewer -> viewer.acmCertificateArn(certificate)
                        .sslSupportMethod("sni-only")
                        .minimumProtocolVersion("TLSv1.2_2021")));
    }
}
