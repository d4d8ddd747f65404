package io.siteward.sandbox.aws.cloudfront.viewer;

import java.util.Map;
import java.util.Optional;

/** Where distributions fetch objects: the buckets behind them. */
@FunctionalInterface
public interface ObjectOrigin {
    /** Answers with the object, or with the status and body by which the bucket refuses. */
    Answer fetch(Request request);

    /**
     * What CloudFront asks of a bucket.
     *
     * @param key percent-decoded, without the leading slash
     * @param signedFor the ARN of the distribution that signs the request; empty when it goes unsigned
     * @param secureTransport whether it goes by TLS; CloudFront follows the viewer
     * @param headers what the policies let through, by lower-case name
     */
    record Request(
            String method,
            String bucketName,
            String key,
            Optional<String> signedFor,
            boolean secureTransport,
            Map<String, String> headers) {}
}
