package io.siteward.sandbox.aws.wire;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * One operation of a service.
 *
 * @param name as AWS spells it, for example {@code CreateDistributionWithTags}
 * @param method the client interface's method that takes a request, and for a stream also a {@link RequestBody}, a
 *     {@link ResponseTransformer} or both
 * @param binding HTTP method, path and action, from the SDK's marshaller
 */
record Operation(String name, Method method, OperationInfo binding) {

    /** A response, and what the service streams after it; no bytes where it does not stream. */
    record Reply(SdkResponse response, SdkBytes stream) {}

    /** An empty request, to be filled and built. */
    SdkPojo newRequest() {
        try {
            return (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK's request of " + name + " has no builder()", e);
        }
    }

    boolean streamsRequest() {
        return List.of(method.getParameterTypes()).contains(RequestBody.class);
    }

    boolean streamsResponse() {
        return List.of(method.getParameterTypes()).contains(ResponseTransformer.class);
    }

    /** Carries the operation out; what the service throws leaves this as it is. */
    Reply call(SdkClient client, SdkRequest request, SdkBytes body) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        ResponseTransformer<SdkResponse, SdkResponse> collect = (response, content) -> {
            content.transferTo(stream);
            return response;
        };
        List<Object> arguments = new ArrayList<>(List.of(request));
        if (streamsRequest()) {
            arguments.add(RequestBody.fromBytes(body.asByteArrayUnsafe()));
        }
        if (streamsResponse()) {
            arguments.add(collect);
        }
        try {
            Object response = method.invoke(client, arguments.toArray());
            return new Reply((SdkResponse) response, SdkBytes.fromByteArray(stream.toByteArray()));
        } catch (InvocationTargetException e) {
            throw unchecked(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(name + " cannot be called", e);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("the service threw a checked exception", failure);
    }
}
