package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;

/**
 * CloudFront in memory, for several accounts. One call runs at a time.
 *
 * <p>Another account's things do not exist for a caller: reading them is answered as if their ids were made up.
 */
public final class InMemoryCloudFront implements InMemoryService<CloudFrontClient> {
    private static final long SEED = 20_200_531;

    private final Object lock = new Object();
    private final CloudFrontContext context;
    private final Map<String, CloudFrontAccount> accounts = new LinkedHashMap<>();
    private volatile CloudFrontSettings settings;

    /** @param certificates where aliases' certificates are looked up */
    public InMemoryCloudFront(InstantSource clock, CloudFrontSettings settings, InMemoryAcm certificates) {
        this.settings = settings;
        this.context = new CloudFrontContext(clock, new Ids(SEED), this::settings, certificates);
    }

    public CloudFrontSettings settings() {
        return settings;
    }

    /** Changes the settings, for the calls that follow. */
    public void change(UnaryOperator<CloudFrontSettings> change) {
        synchronized (lock) {
            settings = change.apply(settings);
        }
    }

    @Override
    public Class<CloudFrontClient> clientType() {
        return CloudFrontClient.class;
    }

    @Override
    public String signingName() {
        return "cloudfront";
    }

    @Override
    public CloudFrontClient as(Caller caller) {
        Optional<CloudFrontClient> calls =
                caller.accountId().map(id -> new CloudFrontCalls(account(id), context.clock()));
        InvocationHandler handler = (proxy, method, arguments) -> {
            CloudFrontClient target = calls.orElseThrow(InMemoryCloudFront::unsigned);
            synchronized (lock) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
        };
        return (CloudFrontClient) Proxy.newProxyInstance(
                CloudFrontClient.class.getClassLoader(), new Class<?>[] {CloudFrontClient.class}, handler);
    }

    /** What a viewer of the distribution meets now; empty when there is no such distribution in any account. */
    public Optional<ServedDistribution> served(String distributionId) {
        synchronized (lock) {
            return accounts.values().stream()
                    .flatMap(account -> account.distributions().find(distributionId).stream()
                            .map(distribution -> ServedDistribution.of(
                                    account, distribution, context.clock().instant())))
                    .findFirst();
        }
    }

    /** The tags of a distribution of any account; empty when there is none of this ARN. */
    public Map<String, String> tags(String distributionArn) {
        synchronized (lock) {
            return accounts.values().stream()
                    .flatMap(account -> account.distributions().all().stream())
                    .filter(distribution -> distribution.arn().equals(distributionArn))
                    .findFirst()
                    .map(distribution -> Map.copyOf(distribution.tags()))
                    .orElse(Map.of());
        }
    }

    private CloudFrontAccount account(String id) {
        synchronized (lock) {
            return accounts.computeIfAbsent(
                    id, accountId -> new CloudFrontAccount(accountId, context, this::aliasIsTaken));
        }
    }

    private boolean aliasIsTaken(String alias, @Nullable String exceptDistribution) {
        return accounts.values().stream()
                .flatMap(account -> account.distributions().all().stream())
                .filter(distribution -> !distribution.id().equals(exceptDistribution))
                .anyMatch(
                        distribution -> distribution.config().aliases().items().contains(alias));
    }

    private static SdkException unsigned() {
        return CloudFrontException.builder()
                .statusCode(403)
                .message("Missing Authentication Token")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("CloudFront")
                        .errorCode("MissingAuthenticationToken")
                        .errorMessage("Missing Authentication Token")
                        .build())
                .build();
    }
}
