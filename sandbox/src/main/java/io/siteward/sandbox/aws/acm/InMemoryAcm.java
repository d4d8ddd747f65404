package io.siteward.sandbox.aws.acm;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

/**
 * ACM in memory. It only describes; certificates come and change by the methods of this class.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html">
 *     DescribeCertificate</a>
 */
public final class InMemoryAcm implements InMemoryService<AcmClient> {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:acm:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):certificate/[A-Za-z0-9-]+");

    private final Map<String, Certificate> byArn = new ConcurrentHashMap<>();

    /** Adds a certificate, or changes the one with the same first name; answers its ARN. */
    public String put(String accountId, String region, List<String> domainNames, CertificateStatus status) {
        UUID id = UUID.nameUUIDFromBytes(
                (accountId + region + domainNames.get(0)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String arn = "arn:aws:acm:" + region + ":" + accountId + ":certificate/" + id;
        byArn.put(arn, new Certificate(arn, accountId, region, domainNames, status));
        return arn;
    }

    public void remove(String arn) {
        byArn.remove(arn);
    }

    public Optional<Certificate> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    @Override
    public Class<AcmClient> clientType() {
        return AcmClient.class;
    }

    @Override
    public String signingName() {
        return "acm";
    }

    @Override
    public AcmClient as(Caller caller) {
        return new Calls(caller);
    }

    private final class Calls implements AcmClient {
        private final Caller caller;

        Calls(Caller caller) {
            this.caller = caller;
        }

        @Override
        public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
            String account = caller.accountId()
                    .orElseThrow(() -> refusal(
                            AcmException.builder(),
                            400,
                            "MissingAuthenticationTokenException",
                            "Missing Authentication Token"));
            String arn = request.certificateArn();
            Matcher matcher = ARN.matcher(arn == null ? "" : arn);
            if (!matcher.matches()) {
                throw refusal(
                        AcmException.builder(),
                        400,
                        "ValidationException",
                        "Value at 'certificateArn' failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: arn:[\\w+=/,.@-]+:acm:...");
            }
            Certificate certificate = find(arn)
                    .filter(found -> found.accountId().equals(account))
                    .orElseThrow(() -> refusal(
                            ResourceNotFoundException.builder(),
                            400,
                            "ResourceNotFoundException",
                            "Could not find certificate " + arn + "."));
            return DescribeCertificateResponse.builder()
                    .certificate(detail(certificate))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static CertificateDetail detail(Certificate certificate) {
        return CertificateDetail.builder()
                .certificateArn(certificate.arn())
                .domainName(certificate.domainNames().get(0))
                .subjectAlternativeNames(certificate.domainNames())
                .status(certificate.status())
                .type(CertificateType.AMAZON_ISSUED)
                .build();
    }

    private static AcmException refusal(AcmException.Builder builder, int status, String code, String message) {
        return (AcmException) builder.statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Acm")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
