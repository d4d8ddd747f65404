package io.siteward.sandbox.aws.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/**
 * JSON 1.0 and 1.1: the operation stands in a header, everything else in the body.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">JSON 1.1</a>
 */
final class JsonRpcProtocol implements Protocol {
    private final Map<String, Operation> byTarget;
    private final BodyFormat format = new JsonBody("application/x-amz-json-1.1");

    JsonRpcProtocol(List<Operation> operations) {
        byTarget = operations.stream()
                .collect(Collectors.toMap(operation -> operation.binding().operationIdentifier(), Function.identity()));
    }

    @Override
    public Optional<Operation> operation(WireRequest request) {
        return request.header("x-amz-target").map(byTarget::get);
    }

    @Override
    public SdkRequest read(Operation operation, WireRequest request) {
        SdkPojo target = operation.newRequest();
        format.read(request.body(), target);
        return (SdkRequest) Members.build(target);
    }

    @Override
    public WireResponse write(Operation operation, Operation.Reply reply, String requestId) {
        return new WireResponse(
                200, Map.of("Content-Type", List.of(format.contentType())), format.write("", reply.response()));
    }

    @Override
    public ErrorFormat errors() {
        return new JsonErrors();
    }
}
