package io.siteward.sandbox.aws.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The query protocol: a form in, XML out.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">query</a>
 */
final class QueryProtocol implements Protocol {
    private final Map<String, Operation> byAction;

    QueryProtocol(List<Operation> operations) {
        byAction = operations.stream()
                .collect(Collectors.toMap(operation -> operation.binding().operationIdentifier(), Function.identity()));
    }

    @Override
    public Optional<Operation> operation(WireRequest request) {
        return Optional.ofNullable(form(request).get("Action")).map(byAction::get);
    }

    @Override
    public SdkRequest read(Operation operation, WireRequest request) {
        SdkPojo target = operation.newRequest();
        new FormReader(form(request)).members("", target);
        return (SdkRequest) Members.build(target);
    }

    @Override
    public WireResponse write(Operation operation, Operation.Reply reply, String requestId) {
        String action = operation.binding().operationIdentifier();
        XmlWriter xml = new XmlWriter();
        xml.open(action + "Response").element(action + "Result", reply.response());
        xml.open("ResponseMetadata").text("RequestId", requestId).close("ResponseMetadata");
        xml.close(action + "Response");
        return WireResponse.of(200, "text/xml", xml.document());
    }

    @Override
    public ErrorFormat errors() {
        return new XmlErrors();
    }

    /** A short request may stand in the query of a GET. */
    private static Map<String, String> form(WireRequest request) {
        String form = request.body().asUtf8String();
        return WireRequest.parameters(form.isEmpty() ? request.rawQuery() : form).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0)));
    }
}
