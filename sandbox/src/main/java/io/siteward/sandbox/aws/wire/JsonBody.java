package io.siteward.sandbox.aws.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Bodies in JSON. */
record JsonBody(String contentType) implements BodyFormat {
    /** Numbers may have more digits than a double holds. */
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Override
    public void read(SdkBytes body, SdkPojo target) {
        byte[] bytes = body.asByteArrayUnsafe();
        if (bytes.length == 0) {
            return;
        }
        try {
            JsonNode document = JSON.readTree(bytes);
            if (!(document instanceof ObjectNode object)) {
                throw new MalformedRequest("the body is no JSON object");
            }
            new JsonReader().members(object, target);
        } catch (IOException e) {
            throw new MalformedRequest("the body is no JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public SdkBytes write(String root, SdkPojo shape) {
        try {
            ObjectNode object = JSON.createObjectNode();
            new JsonWriter().members(shape, object);
            return SdkBytes.fromByteArray(JSON.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
