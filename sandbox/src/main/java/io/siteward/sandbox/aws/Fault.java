package io.siteward.sandbox.aws;

import software.amazon.awssdk.core.SdkRequest;

/**
 * Something that happens to calls beside the service's own rules: throttling, a lost answer, a stopped world.
 *
 * <p>An AWS exception thrown here is answered as such; on the wire an {@link
 * software.amazon.awssdk.core.exception.SdkClientException} closes the connection without an answer.
 */
public interface Fault {
    /** Called before the service sees the request; throws to keep it away. */
    default void before(Caller caller, String service, String operation, SdkRequest request) {}

    /**
     * Called after the service has answered; throws to lose the answer.
     *
     * @return what the caller sees: the answer, or an older one
     */
    default Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
        return answer;
    }
}
