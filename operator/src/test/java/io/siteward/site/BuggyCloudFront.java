package io.siteward.site;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionRequest;

/**
 * CloudFront as an operator with a bug would have it: what the bug does not see stands in no answer, what it does not
 * send stands in no request. With it the tests show that they would find such a bug.
 */
final class BuggyCloudFront implements InMemoryService<CloudFrontClient> {
    private final InMemoryCloudFront real;
    private final BooleanSupplier operatorCalls;
    private final UnaryOperator<CloudFrontClient> bug;

    /** @param operatorCalls whether it is the operator who calls, and not a person */
    BuggyCloudFront(InMemoryCloudFront real, BooleanSupplier operatorCalls, UnaryOperator<CloudFrontClient> bug) {
        this.real = real;
        this.operatorCalls = operatorCalls;
        this.bug = bug;
    }

    /** A comparison that always finds in a distribution's config what this puts there. */
    static UnaryOperator<CloudFrontClient> blindness(UnaryOperator<DistributionConfig.Builder> wanted) {
        return client -> proxy(client, (proxy, method, arguments) -> {
            Object answer = invoke(client, method, arguments);
            if (answer instanceof GetDistributionResponse found && arguments[0] instanceof GetDistributionRequest) {
                return found.toBuilder()
                        .distribution(found.distribution().toBuilder()
                                .distributionConfig(changed(found.distribution().distributionConfig(), wanted))
                                .build())
                        .build();
            }
            return answer;
        });
    }

    /** An update that sends, of a distribution's config, something else than it should. */
    static UnaryOperator<CloudFrontClient> slip(UnaryOperator<DistributionConfig.Builder> sent) {
        return client -> proxy(
                client,
                (proxy, method, arguments) -> invoke(
                        client,
                        method,
                        arguments.length == 1 && arguments[0] instanceof UpdateDistributionRequest update
                                ? new Object[] {
                                    update.toBuilder()
                                            .distributionConfig(changed(update.distributionConfig(), sent))
                                            .build()
                                }
                                : arguments));
    }

    @Override
    public Class<CloudFrontClient> clientType() {
        return CloudFrontClient.class;
    }

    @Override
    public String signingName() {
        return real.signingName();
    }

    @Override
    public CloudFrontClient as(Caller caller) {
        CloudFrontClient asItIs = real.as(caller);
        CloudFrontClient asTheBugHasIt = bug.apply(asItIs);
        return proxy(
                asItIs,
                (proxy, method, arguments) ->
                        invoke(operatorCalls.getAsBoolean() ? asTheBugHasIt : asItIs, method, arguments));
    }

    private static DistributionConfig changed(
            DistributionConfig config, UnaryOperator<DistributionConfig.Builder> change) {
        return change.apply(config.toBuilder()).build();
    }

    private static CloudFrontClient proxy(CloudFrontClient client, InvocationHandler handler) {
        return (CloudFrontClient) Proxy.newProxyInstance(
                client.getClass().getClassLoader(), new Class<?>[] {CloudFrontClient.class}, handler);
    }

    private static Object invoke(CloudFrontClient client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
