package io.siteward.sandbox.aws.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The errors of the JSON protocols.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization">JSON</a>
 */
final class JsonErrors implements ErrorFormat {
    @Override
    public WireResponse write(Failure failure, String requestId) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        failure.members().ifPresent(members -> new JsonWriter().members(members, error));
        error.put("__type", failure.code()).put("message", failure.message());
        return WireResponse.of(failure.status(), "application/x-amz-json-1.1", error.toString())
                .withHeader("x-amzn-ErrorType", failure.code());
    }

    @Override
    public String requestIdHeader() {
        return "x-amzn-RequestId";
    }

    @Override
    public Failure unknownAccessKey() {
        return new Failure(
                400, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    @Override
    public Failure malformed(String reason) {
        return new Failure(400, "SerializationException", reason);
    }
}
