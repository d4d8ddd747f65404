package io.siteward.sandbox.run;

import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.cloudfront.viewer.BucketOrigin;
import io.siteward.sandbox.aws.cloudfront.viewer.Viewer;
import io.siteward.sandbox.aws.dynamodb.InMemoryDynamoDb;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.model.Violation;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The in-memory AWS of one account, served on loopback, and the SDK's clients of it. */
public final class SandboxAws implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String ACCESS_KEY_ID = "SITEWARDSANDBOX";
    static final String SECRET_ACCESS_KEY = "sandbox";

    /** The operator's own, of its role; the other is an administrator's. */
    static final String OPERATOR_ACCESS_KEY_ID = "SITEWARDOPERATOR";

    /** That of the functions that sign, of their role. */
    static final String SIGNER_ACCESS_KEY_ID = "SITEWARDSIGNER";

    /** AWS takes minutes. Long enough to be seen, short enough to wait for. */
    private static final Duration DEPLOY_TIME = Duration.ofSeconds(3);

    private static final Duration TABLE_TIME = Duration.ofSeconds(1);

    private final InMemoryAws aws;
    private final InMemoryAcm acm;
    private final OperatorRole role;
    private final SignerRole signerRole;
    private final AwsEndpoint endpoint;
    private final WireClients clients;

    private SandboxAws(
            InMemoryAws aws, InMemoryAcm acm, OperatorRole role, SignerRole signerRole, AwsEndpoint endpoint) {
        this.aws = aws;
        this.acm = acm;
        this.role = role;
        this.signerRole = signerRole;
        this.endpoint = endpoint;
        this.clients = new WireClients(endpoint.uri(), ACCESS_KEY_ID);
    }

    /**
     * Starts an empty AWS.
     *
     * @param port 0 for any free one
     * @param policy the file with the policy of the operator's role
     */
    static SandboxAws start(InstantSource clock, int port, Path policy) {
        InMemoryS3 s3 = new InMemoryS3(clock);
        InMemoryAcm acm = new InMemoryAcm();
        InMemoryCloudFront cloudFront = new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(DEPLOY_TIME), acm);
        InMemoryKms keys = new InMemoryKms();
        InMemorySsm parameters = new InMemorySsm(clock, keys);
        InMemorySecretsManager secrets = new InMemorySecretsManager(clock, keys, Duration.ZERO);
        InMemoryAws aws = new InMemoryAws(
                clock,
                List.of(
                        s3,
                        cloudFront,
                        acm,
                        new InMemoryDynamoDb(clock, TABLE_TIME),
                        parameters,
                        secrets,
                        new InMemorySts()));
        KnownResources resources = KnownResources.of(s3, cloudFront, parameters, secrets);
        OperatorRole role = OperatorRole.bind(aws, policy, resources);
        SignerRole signerRole = SignerRole.bind(aws, resources);
        Credentials credentials = new Credentials()
                .register(ACCESS_KEY_ID, ACCOUNT)
                .register(OPERATOR_ACCESS_KEY_ID, OperatorRole.CALLER)
                .register(SIGNER_ACCESS_KEY_ID, SignerRole.CALLER);
        try {
            Viewer viewers = new Viewer(cloudFront, new BucketOrigin(s3));
            return new SandboxAws(aws, acm, role, signerRole, AwsEndpoint.start(aws, credentials, viewers, port));
        } catch (IOException e) {
            throw new SandboxFailure("The in-memory AWS cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** What {@code AWS_ENDPOINT_URL} is to be. */
    URI uri() {
        return endpoint.uri();
    }

    /** What the operator may do. */
    OperatorRole operatorRole() {
        return role;
    }

    /** What the functions that sign may do. */
    SignerRole signerRole() {
        return signerRole;
    }

    /** The calls so far or since they were forgotten, the oldest first: one for each HTTP request. */
    public List<CallRecord> calls() {
        return aws.calls();
    }

    /** How many HTTP requests came in so far. */
    public long requests() {
        return endpoint.requests();
    }

    public void forgetCalls() {
        aws.forgetCalls();
    }

    /** Has ACM issue a certificate for these names; answers its ARN. */
    public String issueCertificate(List<String> names) {
        return acm.put(ACCOUNT, "us-east-1", names, CertificateStatus.ISSUED);
    }

    /** Where a browser on this machine opens the distribution. */
    URI page(String distributionId, String path) {
        return URI.create("http://" + distributionId + ".cloudfront.localhost:" + endpoint.port() + path);
    }

    /** The beginning of the addresses of all distributions' pages, with {@link RunningSandbox#ID} for the id. */
    String pages() {
        return "http://" + RunningSandbox.ID + ".cloudfront.localhost:" + endpoint.port();
    }

    /** The same of one distribution, in the form that is signed. */
    String origin(String distributionId) {
        return RunningSandbox.origin(pages(), distributionId);
    }

    /** Where S3 itself has the object. */
    URI object(String bucketName, String key) {
        return URI.create(uri() + "/" + bucketName + "/" + key);
    }

    /** What AWS's own models forbid of the requests so far. */
    List<Violation> takeViolations() {
        return aws.takeViolations();
    }

    S3Client s3(String region) {
        return clients.s3(Region.of(region));
    }

    SsmClient ssm(String region) {
        return clients.ssm(Region.of(region));
    }

    CloudFrontClient cloudFront() {
        return clients.cloudFront();
    }

    @Override
    public void close() {
        clients.close();
        endpoint.close();
    }
}
