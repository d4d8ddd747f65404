package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.acm.Certificate;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.MinimumProtocolVersion;
import software.amazon.awssdk.services.cloudfront.model.SSLSupportMethod;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/**
 * What CloudFront refuses in alternate domain names and the certificate that has to cover them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements">Requirements
 *     for using alternate domain names</a>
 */
final class AliasRules {
    private static final String REGION = "us-east-1";

    private final String accountId;
    private final InMemoryAcm certificates;
    private final int most;
    private final Predicate<String> isTaken;

    /** @param isTaken whether another distribution, of whatever account, has the name */
    AliasRules(String accountId, InMemoryAcm certificates, CloudFrontQuotas quotas, Predicate<String> isTaken) {
        this.accountId = accountId;
        this.certificates = certificates;
        this.most = quotas.aliasesPerDistribution();
        this.isTaken = isTaken;
    }

    void check(DistributionConfig config) {
        List<String> aliases =
                config.aliases() == null ? List.of() : config.aliases().items();
        if (aliases.size() > most) {
            throw Refusal.TOO_MANY_DISTRIBUTION_CNAMES.because("A distribution can have " + most + " CNAMEs.");
        }
        Optional<Certificate> certificate =
                Optional.ofNullable(config.viewerCertificate()).flatMap(this::certificate);
        if (!aliases.isEmpty() && certificate.isEmpty()) {
            throw Refusal.INVALID_VIEWER_CERTIFICATE.because(
                    "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted"
                            + " certificate that validates your authorization to use the domain name.");
        }
        for (String alias : aliases) {
            if (!certificate.orElseThrow().covers(alias)) {
                throw Refusal.INVALID_VIEWER_CERTIFICATE.because(
                        "The certificate that is attached to your distribution doesn't cover the alternate domain name"
                                + " (CNAME) that you're trying to add: " + alias);
            }
            if (isTaken.test(alias)) {
                throw Refusal.CNAME_ALREADY_EXISTS.because(
                        "One or more of the CNAMEs you provided are already associated with a different resource.");
            }
        }
    }

    private Optional<Certificate> certificate(ViewerCertificate viewer) {
        if (viewer.minimumProtocolVersion() != null
                && !MinimumProtocolVersion.knownValues().contains(viewer.minimumProtocolVersion())) {
            throw Refusal.INVALID_MINIMUM_PROTOCOL_VERSION.because("The minimum protocol version is not valid.");
        }
        if (viewer.acmCertificateArn() == null) {
            return Optional.empty();
        }
        if (Boolean.TRUE.equals(viewer.cloudFrontDefaultCertificate())
                || viewer.sslSupportMethod() == null
                || viewer.minimumProtocolVersion() == null) {
            throw Refusal.INVALID_VIEWER_CERTIFICATE.because(
                    "A certificate needs SSLSupportMethod and MinimumProtocolVersion, and excludes the default one.");
        }
        if (viewer.minimumProtocolVersion() == MinimumProtocolVersion.SSL_V3
                && viewer.sslSupportMethod() == SSLSupportMethod.SNI_ONLY) {
            throw Refusal.INVALID_PROTOCOL_SETTINGS.because(
                    "You cannot specify SSLv3 as the minimum protocol version if you only want to support only clients"
                            + " that support Server Name Indication (SNI).");
        }
        Optional<Certificate> usable = certificates
                .find(viewer.acmCertificateArn())
                .filter(certificate -> certificate.accountId().equals(accountId)
                        && certificate.region().equals(REGION)
                        && certificate.status() == CertificateStatus.ISSUED);
        if (usable.isEmpty()) {
            throw Refusal.INVALID_VIEWER_CERTIFICATE.because(
                    "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't"
                            + " include a valid certificate chain.");
        }
        return usable;
    }
}
