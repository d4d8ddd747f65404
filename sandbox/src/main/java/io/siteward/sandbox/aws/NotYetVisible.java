package io.siteward.sandbox.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Answers the next so many calls as if what they are about were not there yet, as happens just after a create.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel">S3: bucket
 *     configurations have an eventual consistency model</a>
 */
public final class NotYetVisible implements Fault {
    /**
     * By the end of an operation's name.
     *
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations.html">CloudFront: each
     *     operation names its errors</a>
     */
    private static final Map<String, String> CLOUDFRONT = Map.of(
            "Distribution", "NoSuchDistribution",
            "OriginAccessControl", "NoSuchOriginAccessControl",
            "CachePolicy", "NoSuchCachePolicy",
            "ResponseHeadersPolicy", "NoSuchResponseHeadersPolicy",
            "Function", "NoSuchFunctionExists",
            "PublicKey", "NoSuchPublicKey",
            "KeyGroup", "NoSuchResource",
            "Resource", "NoSuchResource");

    private final Calls calls;
    private final AtomicInteger left;

    public NotYetVisible(Calls calls, int times) {
        this.calls = calls;
        this.left = new AtomicInteger(times);
    }

    /** Whether the operation is about one thing that was made before. */
    public static boolean concerns(String service, String operation) {
        return code(service, operation).isPresent();
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (calls.include(service, operation) && left.getAndDecrement() > 0) {
            throw ServiceError.of(404, code(service, operation).orElseThrow(), "It does not exist.");
        }
    }

    private static Optional<String> code(String service, String operation) {
        if (operation.startsWith("Create") || (operation.startsWith("List") && !operation.endsWith("Resource"))) {
            return Optional.empty();
        }
        return switch (service) {
            case "s3" -> Optional.of("NoSuchBucket");
            case "cloudfront" ->
                CLOUDFRONT.keySet().stream()
                        .filter(operation::endsWith)
                        .map(CLOUDFRONT::get)
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
