package io.siteward.sandbox.aws.wire;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;

/** A service that keeps what it was asked and answers what it was told. */
final class StubService<C extends SdkClient> implements InMemoryService<C> {
    private final Class<C> clientType;
    private final String signingName;

    @Nullable Caller caller;

    @Nullable SdkRequest request;

    @Nullable SdkBytes received;

    SdkBytes stream = SdkBytes.fromUtf8String("streamed");
    Function<SdkRequest, SdkResponse> answer = any -> {
        throw new UnsupportedOperationException();
    };

    StubService(Class<C> clientType, String signingName) {
        this.clientType = clientType;
        this.signingName = signingName;
    }

    @Override
    public Class<C> clientType() {
        return clientType;
    }

    @Override
    public String signingName() {
        return signingName;
    }

    @Override
    public C as(Caller each) {
        return clientType.cast(Proxy.newProxyInstance(
                clientType.getClassLoader(), new Class<?>[] {clientType}, (proxy, method, arguments) -> {
                    caller = each;
                    request = (SdkRequest) arguments[0];
                    SdkResponse response = answer.apply(request);
                    Object result = response;
                    for (Object argument : arguments) {
                        if (argument instanceof RequestBody body) {
                            received = SdkBytes.fromInputStream(
                                    body.contentStreamProvider().newStream());
                        }
                        if (argument instanceof ResponseTransformer<?, ?> transformer) {
                            result = transformed(transformer, response);
                        }
                    }
                    return result;
                }));
    }

    // A proxy knows no type arguments.
    @SuppressWarnings("unchecked")
    private Object transformed(ResponseTransformer<?, ?> transformer, SdkResponse response) throws Exception {
        return ((ResponseTransformer<SdkResponse, ?>) transformer)
                .transform(response, AbortableInputStream.create(stream.asInputStream()));
    }
}
