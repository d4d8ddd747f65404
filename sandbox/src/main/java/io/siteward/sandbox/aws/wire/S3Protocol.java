package io.siteward.sandbox.aws.wire;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;

/** REST-XML as S3 speaks it. */
final class S3Protocol implements Protocol {
    private static final String VIRTUAL_HOST = ".localhost";

    private final RestProtocol rest;

    S3Protocol(List<Operation> operations) {
        // ListDirectoryBuckets is ListBuckets sent to another host, which loopback does not have.
        List<Route> routes = operations.stream()
                .filter(operation -> !operation.name().equals("ListDirectoryBuckets"))
                .map(S3Protocol::route)
                .toList();
        rest = new RestProtocol(routes, new XmlBody(), new S3Errors());
    }

    /** The bucket stands in no template: it may be in the host. Here it is always the path's first segment. */
    private static Route route(Operation operation) {
        boolean ofBucket = operation.newRequest().sdkFields().stream()
                .map(SdkField::locationName)
                .anyMatch("Bucket"::equals);
        String uri = operation.binding().requestUri();
        return Route.of(operation, ofBucket ? "/{Bucket}" + uri : uri);
    }

    @Override
    public WireRequest normalised(WireRequest request) {
        String host = request.host();
        WireRequest pathStyle = host.endsWith(VIRTUAL_HOST)
                ? request.withPath("/" + host.substring(0, host.length() - VIRTUAL_HOST.length()) + request.rawPath())
                : request;
        return AwsChunked.isFramed(pathStyle) ? AwsChunked.unframe(pathStyle) : pathStyle;
    }

    @Override
    public Optional<Operation> operation(WireRequest request) {
        return rest.operation(request);
    }

    @Override
    public SdkRequest read(Operation operation, WireRequest request) {
        return rest.read(operation, request);
    }

    @Override
    public WireResponse write(Operation operation, Operation.Reply reply, String requestId) {
        if (operation.name().equals("GetBucketLocation")) {
            return location(reply);
        }
        return rest.write(operation, reply, requestId);
    }

    /** Its traits say raw text, as GetBucketPolicy's do; but it is an element, empty for us-east-1. */
    private static WireResponse location(Operation.Reply reply) {
        String region = reply.response()
                .getValueForField("LocationConstraint", String.class)
                .orElse("");
        XmlWriter xml = new XmlWriter().text("LocationConstraint", region);
        return WireResponse.of(200, "application/xml", xml.document());
    }

    @Override
    public ErrorFormat errors() {
        return rest.errors();
    }
}
