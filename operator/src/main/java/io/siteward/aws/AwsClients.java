package io.siteward.aws;

import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients, each made once: explicit time-outs (the SDK's own wait for ever) and a single attempt a call, so
 * that what the gate counts is what goes over the wire; whoever calls tries again.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Failure CHANGED_CREDENTIALS = new Failure(
            Failure.Kind.RETRIABLE,
            "CredentialsChanged",
            "The AWS credentials were changed during a look; the next look goes by the new ones.",
            Duration.ofSeconds(1),
            null);

    private final AwsCredentialsProvider credentials;
    private final Regional regional;
    private final SdkAutoCloseable http;
    private final Map<String, S3Client> s3ByRegion = new ConcurrentHashMap<>();
    private final Map<String, DynamoDbClient> dynamoDbByRegion = new ConcurrentHashMap<>();
    private final Map<String, SsmClient> ssmByRegion = new ConcurrentHashMap<>();
    private final Map<String, SecretsManagerClient> secretsManagerByRegion = new ConcurrentHashMap<>();
    private final CloudFrontClient cloudFront;
    private final AcmClient acm;
    private final StsClient sts;

    /**
     * What makes the client of a region, once for each. It must make a single attempt a call.
     */
    public record Regional(
            Function<String, S3Client> s3,
            Function<String, DynamoDbClient> dynamoDb,
            Function<String, SsmClient> ssm,
            Function<String, SecretsManagerClient> secretsManager) {}

    /**
     * Makes the clients; calls nothing.
     *
     * @param environment where {@code AWS_ENDPOINT_URL} and its per-service forms are looked up
     * @param stsRegion where to ask for our identity
     * @param version ours, for the user agent
     * @param callers how many make a call at the same time: each finds a connection
     * @param callTimeout within how long a call ends, whatever comes of it
     * @throws IllegalArgumentException when one of these variables is no URL; the message names it
     */
    public AwsClients(
            AwsCredentialsProvider credentials,
            Map<String, String> environment,
            String stsRegion,
            String version,
            int callers,
            Duration callTimeout) {
        this(
                credentials,
                new Making(credentials, new Endpoints(environment), version, callers, callTimeout),
                stsRegion);
    }

    private AwsClients(AwsCredentialsProvider credentials, Making making, String stsRegion) {
        this(
                credentials,
                new Regional(
                        region -> making.s3(S3Client.builder(), region),
                        region -> making.client(DynamoDbClient.builder(), "DynamoDB", Region.of(region)),
                        region -> making.client(SsmClient.builder(), "SSM", Region.of(region)),
                        region -> making.client(SecretsManagerClient.builder(), "Secrets Manager", Region.of(region))),
                making.client(CloudFrontClient.builder(), "CloudFront", Region.AWS_GLOBAL),
                // CloudFront takes certificates of us-east-1 only.
                making.client(AcmClient.builder(), "ACM", Region.US_EAST_1),
                making.client(StsClient.builder(), "STS", Region.of(stsRegion)),
                making.http);
    }

    /**
     * Clients that were made elsewhere, for example those of an AWS in the same process. They are closed with this.
     *
     * @param http what they share, closed after them
     */
    public AwsClients(
            AwsCredentialsProvider credentials,
            Regional regional,
            CloudFrontClient cloudFront,
            AcmClient acm,
            StsClient sts,
            SdkAutoCloseable http) {
        this.credentials = credentials;
        this.regional = regional;
        this.cloudFront = cloudFront;
        this.acm = acm;
        this.sts = sts;
        this.http = http;
    }

    /** The clients for calls on behalf of {@code subject}, each of which passes the gate. */
    public GatedClients gated(Gate gate, String account, Subject subject) {
        return new GatedClients(gate, account, subject, Permission.SOLE_WRITER);
    }

    /**
     * Which credentials would sign a call now.
     *
     * @throws FailedCall when there are none
     */
    public String accessKeyId() {
        try {
            return credentials.resolveCredentials().accessKeyId();
        } catch (SdkException e) {
            throw AwsFailures.failedCall(e);
        }
    }

    @Override
    public void close() {
        s3ByRegion.values().forEach(S3Client::close);
        dynamoDbByRegion.values().forEach(DynamoDbClient::close);
        ssmByRegion.values().forEach(SsmClient::close);
        secretsManagerByRegion.values().forEach(SecretsManagerClient::close);
        cloudFront.close();
        acm.close();
        sts.close();
        http.close();
    }

    private SsmClient ssm(String region) {
        return ssmByRegion.computeIfAbsent(region, regional.ssm());
    }

    private SecretsManagerClient secretsManager(String region) {
        return secretsManagerByRegion.computeIfAbsent(region, regional.secretsManager());
    }

    private S3Client s3(String region) {
        return s3ByRegion.computeIfAbsent(region, regional.s3());
    }

    /** For the leases. It passes no gate, since the gate asks them. */
    public DynamoDbClient dynamoDb(String region) {
        return dynamoDbByRegion.computeIfAbsent(region, regional.dynamoDb());
    }

    /** How clients are made that go over the network. */
    private static final class Making {
        private final AwsCredentialsProvider credentials;
        private final Endpoints endpoints;
        private final ClientOverrideConfiguration override;
        private final SdkHttpClient http;

        Making(
                AwsCredentialsProvider credentials,
                Endpoints endpoints,
                String version,
                int callers,
                Duration callTimeout) {
            this.credentials = credentials;
            this.endpoints = endpoints;
            this.http = ApacheHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(callTimeout)
                    .maxConnections(callers)
                    .build();
            this.override = ClientOverrideConfiguration.builder()
                    .apiCallTimeout(callTimeout)
                    .apiCallAttemptTimeout(callTimeout)
                    .retryStrategy(
                            StandardRetryStrategy.builder().maxAttempts(1).build())
                    .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "siteward/" + version)
                    .build();
        }

        S3Client s3(S3ClientBuilder builder, String region) {
            builder.forcePathStyle(endpoints.of("S3").isPresent());
            return client(builder, "S3", Region.of(region));
        }

        <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
                B builder, String serviceId, Region region) {
            endpoints.of(serviceId).ifPresent((URI endpoint) -> builder.endpointOverride(endpoint));
            return builder.credentialsProvider(credentials)
                    .region(region)
                    .overrideConfiguration(override)
                    .httpClient(http)
                    .build();
        }
    }

    /** The clients of one subject. */
    public final class GatedClients {
        private final Gate gate;
        private final String account;
        private final Subject subject;
        private final Permission credentials;

        private GatedClients(Gate gate, String account, Subject subject, Permission credentials) {
            this.gate = gate;
            this.account = account;
            this.subject = subject;
            this.credentials = credentials;
        }

        /**
         * The same, whose calls are made only while the credentials are still those: under others, which may be of
         * another account, a look that has begun would go on in the wrong place.
         *
         * @param accessKeyId of the credentials by which the account was found out
         */
        public GatedClients signedBy(String accessKeyId) {
            return new GatedClients(
                    gate,
                    account,
                    subject,
                    call -> accessKeyId.equals(AwsClients.this.accessKeyId())
                            ? Optional.empty()
                            : Optional.of(CHANGED_CREDENTIALS));
        }

        public S3Client s3(String region) {
            return GatedClient.of(S3Client.class, AwsClients.this.s3(region), gate, account, subject, credentials);
        }

        public SsmClient ssm(String region) {
            return GatedClient.of(SsmClient.class, AwsClients.this.ssm(region), gate, account, subject, credentials);
        }

        public SecretsManagerClient secretsManager(String region) {
            return GatedClient.of(
                    SecretsManagerClient.class,
                    AwsClients.this.secretsManager(region),
                    gate,
                    account,
                    subject,
                    credentials);
        }

        public CloudFrontClient cloudFront() {
            return GatedClient.of(CloudFrontClient.class, cloudFront, gate, account, subject, credentials);
        }

        /** Of us-east-1. */
        public AcmClient acm() {
            return GatedClient.of(AcmClient.class, acm, gate, account, subject, credentials);
        }

        public StsClient sts() {
            return GatedClient.of(StsClient.class, sts, gate, account, subject, credentials);
        }
    }
}
