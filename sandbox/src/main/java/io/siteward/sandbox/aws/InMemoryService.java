package io.siteward.sandbox.aws;

import software.amazon.awssdk.core.SdkClient;

/**
 * One service of the in-memory AWS.
 *
 * @param <C> the SDK's client interface
 */
public interface InMemoryService<C extends SdkClient> {
    Class<C> clientType();

    /** The service's name in the credential scope of a signature, for example {@code s3}. */
    String signingName();

    /**
     * The service as this caller sees it. Failures leave it as the SDK's own exceptions, with status, error code and
     * message; an operation that it does not have, as {@link UnsupportedOperationException}.
     */
    C as(Caller caller);
}
