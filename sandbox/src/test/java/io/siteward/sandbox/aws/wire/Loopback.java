package io.siteward.sandbox.aws.wire;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** A stub of every service behind one endpoint, and the SDK's client of each. */
final class Loopback implements AutoCloseable {
    /** Sent to hosts of their own, which loopback does not have, and signed for other services than S3. */
    private static final Set<String> ELSEWHERE = Set.of("ListDirectoryBuckets", "WriteGetObjectResponse");

    private final Map<Class<?>, StubService<?>> services = Map.of(
            S3Client.class, new StubService<>(S3Client.class, "s3"),
            CloudFrontClient.class, new StubService<>(CloudFrontClient.class, "cloudfront"),
            StsClient.class, new StubService<>(StsClient.class, "sts"),
            AcmClient.class, new StubService<>(AcmClient.class, "acm"),
            ApiGatewayClient.class, new StubService<>(ApiGatewayClient.class, "apigateway"),
            DynamoDbClient.class, new StubService<>(DynamoDbClient.class, "dynamodb"),
            LambdaClient.class, new StubService<>(LambdaClient.class, "lambda"));
    private final AwsEndpoint endpoint;
    private final WireClients clients;
    private final Map<Class<?>, SdkClient> clientsByType;

    Loopback() throws IOException {
        InMemoryAws aws = new InMemoryAws(
                new VirtualClock(Instant.EPOCH),
                List.copyOf(services.values()),
                (service, operation, request) -> List.of());
        endpoint = AwsEndpoint.start(aws, new Credentials().register("AKIAONE", "111111111111"), 0);
        clients = new WireClients(endpoint.uri(), "AKIAONE");
        S3Client s3 = clients.build(
                S3Client.builder()
                        .forcePathStyle(true)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED),
                Region.EU_CENTRAL_1);
        clientsByType = Map.of(
                S3Client.class, s3,
                CloudFrontClient.class, clients.cloudFront(),
                StsClient.class, clients.sts(),
                AcmClient.class, clients.acm(Region.EU_CENTRAL_1),
                ApiGatewayClient.class, clients.build(ApiGatewayClient.builder(), Region.EU_CENTRAL_1),
                DynamoDbClient.class, clients.build(DynamoDbClient.builder(), Region.EU_CENTRAL_1),
                LambdaClient.class, clients.build(LambdaClient.builder(), Region.EU_CENTRAL_1));
    }

    /** The operations that can be told to loopback, each with its client's type before it. */
    Stream<Arguments> operations(Predicate<Operation> wanted) {
        return services.keySet().stream()
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type -> ServiceModel.of(type.asSubclass(SdkClient.class)).operations().stream()
                        .filter(operation -> !ELSEWHERE.contains(operation.name()))
                        .filter(wanted)
                        .sorted(Comparator.comparing(Operation::name))
                        .map(operation -> Arguments.of(
                                Named.of(type.getSimpleName(), type), Named.of(operation.name(), operation))));
    }

    StubService<?> service(Class<?> type) {
        return Objects.requireNonNull(services.get(type));
    }

    SdkClient client(Class<?> type) {
        return Objects.requireNonNull(clientsByType.get(type));
    }

    @Override
    public void close() {
        clients.close();
        endpoint.close();
    }
}
