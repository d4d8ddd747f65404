package io.siteward.sandbox.aws.wire;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's own clients of one access key, talking to an {@link AwsEndpoint}.
 *
 * <p>They do not retry, so that a test sees the first answer. All share one connection pool, closed with this.
 */
public final class WireClients implements AutoCloseable {
    private final URI endpoint;
    private final StaticCredentialsProvider credentials;
    private final SdkHttpClient http =
            ApacheHttpClient.builder().dnsResolver(Browser.LOOPBACK).build();

    public WireClients(URI endpoint, String accessKeyId) {
        this.endpoint = endpoint;
        this.credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "any secret does"));
    }

    public S3Client s3(Region region) {
        return build(S3Client.builder().forcePathStyle(true), region);
    }

    public CloudFrontClient cloudFront() {
        return build(CloudFrontClient.builder(), Region.AWS_GLOBAL);
    }

    public StsClient sts() {
        return build(StsClient.builder(), Region.US_EAST_1);
    }

    public AcmClient acm(Region region) {
        return build(AcmClient.builder(), region);
    }

    public DynamoDbClient dynamoDb(Region region) {
        return build(DynamoDbClient.builder(), region);
    }

    public SsmClient ssm(Region region) {
        return build(SsmClient.builder(), region);
    }

    public SecretsManagerClient secretsManager(Region region) {
        return build(SecretsManagerClient.builder(), region);
    }

    /** A client of any other service. */
    public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C build(B builder, Region region) {
        return builder.endpointOverride(endpoint)
                .credentialsProvider(credentials)
                .region(region)
                .httpClient(http)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .build())
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
