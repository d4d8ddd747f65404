package io.siteward.sandbox.aws.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * REST-XML and REST-JSON: the operation is the method and the path, members stand all over the message.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">REST-XML</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">REST-JSON</a>
 */
final class RestProtocol implements Protocol {
    private final List<Route> routes;
    private final BodyFormat format;
    private final ErrorFormat errors;
    private final HttpMembers http = new HttpMembers();

    RestProtocol(List<Route> routes, BodyFormat format, ErrorFormat errors) {
        this.routes = routes;
        this.format = format;
        this.errors = errors;
    }

    @Override
    public Optional<Operation> operation(WireRequest request) {
        return Route.best(routes, request).map(Route::operation);
    }

    @Override
    public SdkRequest read(Operation operation, WireRequest request) {
        SdkPojo target = operation.newRequest();
        http.read(request, Route.best(routes, request).orElseThrow(), target);
        if (!operation.streamsRequest()) {
            readBody(request.body(), target);
        }
        return (SdkRequest) Members.build(target);
    }

    private void readBody(SdkBytes body, SdkPojo target) {
        Optional<SdkField<?>> whole = Members.wholeBody(target);
        if (whole.isEmpty()) {
            format.read(body, target);
        } else if (body.asByteArrayUnsafe().length > 0) {
            SdkField<?> field = whole.get();
            field.set(
                    target,
                    switch (Members.type(field)) {
                        case STRING -> body.asUtf8String();
                        case SDK_BYTES -> body;
                        case SDK_POJO ->
                            Members.nested(field, nested -> {
                                format.read(body, nested);
                                return nested;
                            });
                        default -> throw new IllegalStateException(field.memberName() + " cannot be a whole body");
                    });
        }
    }

    @Override
    public WireResponse write(Operation operation, Operation.Reply reply, String requestId) {
        SdkPojo response = reply.response();
        Map<String, List<String>> headers = new LinkedHashMap<>(http.headers(response));
        if (operation.streamsResponse()) {
            return new WireResponse(http.status(response, 200), headers, reply.stream());
        }
        SdkBytes body = writeBody(operation, response);
        boolean empty = body.asByteArrayUnsafe().length == 0;
        boolean document = Members.wholeBody(response)
                .map(field -> Members.type(field) == MarshallingKnownType.SDK_POJO)
                .orElse(true);
        if (document && !empty) {
            headers.putIfAbsent("Content-Type", List.of(format.contentType()));
        }
        int usual = empty && operation.binding().httpMethod().name().equals("DELETE") ? 204 : 200;
        return new WireResponse(http.status(response, usual), headers, body);
    }

    private SdkBytes writeBody(Operation operation, SdkPojo response) {
        Optional<SdkField<?>> whole = Members.wholeBody(response);
        if (whole.isEmpty()) {
            return Members.inBody(response).findAny().isEmpty()
                    ? WireResponse.NOTHING
                    : format.write(operation.name() + "Result", response);
        }
        SdkField<?> field = whole.get();
        return Members.value(field, response)
                .map(value -> switch (Members.type(field)) {
                    case STRING -> SdkBytes.fromUtf8String(value.toString());
                    case SDK_BYTES -> (SdkBytes) value;
                    case SDK_POJO -> format.write(field.unmarshallLocationName(), (SdkPojo) value);
                    default -> throw new IllegalStateException(field.memberName() + " cannot be a whole body");
                })
                .orElse(WireResponse.NOTHING);
    }

    @Override
    public ErrorFormat errors() {
        return errors;
    }
}
