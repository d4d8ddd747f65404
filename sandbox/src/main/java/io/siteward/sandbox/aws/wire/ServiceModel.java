package io.siteward.sandbox.aws.wire;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.protocols.json.AwsJsonProtocolFactory;
import software.amazon.awssdk.protocols.query.AwsQueryProtocolFactory;
import software.amazon.awssdk.protocols.xml.AwsS3ProtocolFactory;
import software.amazon.awssdk.protocols.xml.AwsXmlProtocolFactory;

/**
 * A service as the SDK describes it: its operations and the protocol that they are spoken in.
 *
 * <p>Two internals of the SDK are read by reflection, because nothing public says the same: the marshallers' private
 * static {@code SDK_OPERATION_BINDING}, and the type of the default client's field {@code protocolFactory}. When an
 * upgrade of the SDK takes one away, reading the model fails and says which.
 */
record ServiceModel(Class<? extends SdkClient> clientType, Class<?> protocolFactory, List<Operation> operations) {

    /**
     * Reads the model.
     *
     * @throws IllegalStateException when the SDK does not have what is read here
     */
    static ServiceModel of(Class<? extends SdkClient> clientType) {
        List<Operation> operations = Arrays.stream(clientType.getMethods())
                .filter(ServiceModel::isOperation)
                .map(ServiceModel::operation)
                .toList();
        if (operations.isEmpty()) {
            throw missing("operations in " + clientType.getName(), null);
        }
        return new ServiceModel(clientType, protocolFactoryOf(clientType), operations);
    }

    Protocol protocol() {
        if (protocolFactory == AwsS3ProtocolFactory.class) {
            return new S3Protocol(operations);
        }
        if (protocolFactory == AwsXmlProtocolFactory.class) {
            return new RestProtocol(Route.all(operations), new XmlBody(), new XmlErrors());
        }
        if (protocolFactory == AwsQueryProtocolFactory.class) {
            return new QueryProtocol(operations);
        }
        if (protocolFactory == AwsJsonProtocolFactory.class) {
            boolean byTarget = operations.stream()
                    .allMatch(operation -> operation.binding().operationIdentifier() != null);
            return byTarget
                    ? new JsonRpcProtocol(operations)
                    : new RestProtocol(Route.all(operations), new JsonBody("application/json"), new JsonErrors());
        }
        throw new IllegalStateException(clientType.getSimpleName()
                + " speaks a protocol that the wire adapter does not: " + protocolFactory.getName());
    }

    /** The method that each service has for an operation; the interface's other methods are made from these. */
    private static boolean isOperation(Method method) {
        List<Class<?>> parameters = List.of(method.getParameterTypes());
        if (parameters.isEmpty() || !SdkRequest.class.isAssignableFrom(parameters.get(0))) {
            return false;
        }
        List<Class<?>> streams = parameters.subList(1, parameters.size());
        return streams.equals(List.of(ResponseTransformer.class))
                || streams.equals(List.of(RequestBody.class, ResponseTransformer.class))
                || (SdkResponse.class.isAssignableFrom(method.getReturnType())
                        && (streams.isEmpty() || streams.equals(List.of(RequestBody.class))));
    }

    private static Operation operation(Method method) {
        String name = method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + method.getName().substring(1);
        Class<?> request = method.getParameterTypes()[0];
        String marshaller = request.getName().replace(".model.", ".transform.") + "Marshaller";
        try {
            Field binding = Class.forName(marshaller).getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            return new Operation(name, method, (OperationInfo) binding.get(null));
        } catch (ReflectiveOperationException e) {
            throw missing(marshaller + ".SDK_OPERATION_BINDING", e);
        }
    }

    private static Class<?> protocolFactoryOf(Class<?> clientType) {
        String client = clientType.getPackageName() + ".Default" + clientType.getSimpleName();
        try {
            return Class.forName(client).getDeclaredField("protocolFactory").getType();
        } catch (ReflectiveOperationException e) {
            throw missing(client + ".protocolFactory", e);
        }
    }

    private static IllegalStateException missing(String what, @Nullable Exception cause) {
        return new IllegalStateException(
                "the wire adapter reads internals of the AWS SDK, and this version has no " + what, cause);
    }
}
