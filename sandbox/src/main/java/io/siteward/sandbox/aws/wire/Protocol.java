package io.siteward.sandbox.aws.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/** How one service's requests and answers are written on the wire. */
interface Protocol {

    /** The operation that this request asks for. */
    Optional<Operation> operation(WireRequest request);

    /** The request as the SDK would have passed it; {@code operation} is what the same request asks for. */
    SdkRequest read(Operation operation, WireRequest request);

    WireResponse write(Operation operation, Operation.Reply reply, String requestId);

    ErrorFormat errors();

    /** The same request in the one form that the other methods read, where the protocol has several. */
    default WireRequest normalised(WireRequest request) {
        return request;
    }
}
