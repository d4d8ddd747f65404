package io.siteward.aws.acm;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a certificate can serve a site's aliases at CloudFront. Pure.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html">
 *     Requirements for certificates with CloudFront</a>
 */
public final class CertificateFit {
    /** The reason of the one problem that passes by itself, once whoever asked for the certificate has proved the names. */
    public static final String PENDING = "CertificateNotIssued";

    private static final String REGION = "us-east-1";

    private CertificateFit() {}

    /**
     * What the ARN alone tells; empty when nothing speaks against it.
     *
     * @param accountId the account of the distribution, which can use no other account's certificate
     */
    public static Optional<CertificateProblem> ofArn(String arn, String accountId) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("acm") || !parts[5].startsWith("certificate/")) {
            return problem("CertificateArnInvalid", "spec.certificate.arn " + arn + " is not the ARN of a certificate");
        }
        if (!parts[3].equals(REGION)) {
            return problem(
                    "CertificateInWrongRegion",
                    "spec.certificate.arn is in " + parts[3] + ", and CloudFront takes certificates from " + REGION
                            + " only: request one there, and name it");
        }
        if (!parts[4].equals(accountId)) {
            return problem(
                    "CertificateOfAnotherAccount",
                    "spec.certificate.arn is a certificate of account " + parts[4]
                            + ", and the site is made in account " + accountId + ": name one of that account");
        }
        return Optional.empty();
    }

    /** What the certificate's state tells; empty when it can serve. */
    public static Optional<CertificateProblem> of(CertificateState state, Collection<String> aliases) {
        if (!state.isIssued()) {
            String notIssued = "The certificate of spec.certificate.arn is " + state.status() + ", not ISSUED: ";
            return state.isPending()
                    ? problem(PENDING, notIssued + "put the validation records that ACM names into DNS")
                    : problem("CertificateUnusable", notIssued + "name one that is");
        }
        List<String> uncovered = aliases.stream()
                .filter(alias -> state.names().stream().noneMatch(name -> covers(name, alias)))
                .sorted()
                .toList();
        return uncovered.isEmpty()
                ? Optional.empty()
                : problem(
                        "CertificateDoesNotCover",
                        "The certificate of spec.certificate.arn covers " + state.names() + ", not " + uncovered
                                + " of spec.aliases: name one that covers them, or take them from spec.aliases");
    }

    /** Whether a name of a certificate covers a host name: a wildcard stands for exactly one label. */
    static boolean covers(String name, String alias) {
        String certified = name.toLowerCase(Locale.ROOT);
        String wanted = alias.toLowerCase(Locale.ROOT);
        if (certified.equals(wanted)) {
            return true;
        }
        int dot = wanted.indexOf('.');
        return certified.startsWith("*.") && dot > 0 && wanted.substring(dot).equals(certified.substring(1));
    }

    private static Optional<CertificateProblem> problem(String reason, String message) {
        return Optional.of(new CertificateProblem(reason, message));
    }
}
