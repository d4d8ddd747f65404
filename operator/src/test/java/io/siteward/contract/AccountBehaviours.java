package io.siteward.contract;

import static io.siteward.contract.Side.read;

import java.util.List;
import software.amazon.awssdk.services.acm.model.CertificateDetail;

/** Who calls, and the account's certificates. */
final class AccountBehaviours {
    private AccountBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of(
                        "STS knows the account of an access key",
                        Side.ACCOUNT,
                        side -> side.sts().getCallerIdentity().account()),
                Behaviour.of(
                                "STS names the caller by an ARN of the account",
                                "true",
                                side -> String.valueOf(side.sts()
                                        .getCallerIdentity()
                                        .arn()
                                        .startsWith("arn:aws:iam::" + Side.ACCOUNT + ":")))
                        .motoShows("false", "moto's caller is a user of STS; AWS's users are IAM's"),
                Behaviour.of(
                        "ACM describes a certificate",
                        "docs.example.com [docs.example.com] PENDING_VALIDATION",
                        side -> {
                            String arn = side.pendingCertificate("docs.example.com");
                            CertificateDetail detail = side.acm()
                                    .describeCertificate(describe -> describe.certificateArn(arn))
                                    .certificate();
                            return detail.domainName() + " " + detail.subjectAlternativeNames() + " "
                                    + detail.statusAsString();
                        }),
                Behaviour.of(
                        "ACM does not know a certificate that is not there",
                        "400 ResourceNotFoundException",
                        side -> described(
                                side,
                                "arn:aws:acm:us-east-1:" + Side.ACCOUNT
                                        + ":certificate/12345678-1234-1234-1234-123456789012")),
                Behaviour.of(
                                "ACM refuses an ARN that is none",
                                "400 ValidationException",
                                side -> described(side, "arn:aws:iam::" + Side.ACCOUNT + ":role/docs"))
                        .motoShows("400 ResourceNotFoundException", "moto checks no patterns")
                        .againstTheModel());
    }

    private static String described(Side side, String arn) {
        return read(() -> side.acm()
                .describeCertificate(describe -> describe.certificateArn(arn))
                .certificate()
                .statusAsString());
    }
}
