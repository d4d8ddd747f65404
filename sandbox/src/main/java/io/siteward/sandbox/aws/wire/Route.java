package io.siteward.sandbox.aws.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Where a REST operation is found.
 *
 * @param query the query parameters that must be there
 * @param headers the headers that must be there, in lower case
 */
record Route(
        Operation operation, SdkHttpMethod method, UriTemplate template, List<String> query, List<String> headers) {

    /** The better match first: S3 tells operations of one path apart by queries and headers alone. */
    private static final Comparator<Route> BEST_FIRST = Comparator.<Route>comparingInt(
                    route -> -route.template.literals())
            .thenComparing(route -> -route.template.query().size())
            .thenComparing(route -> -route.query.size() - route.headers.size());

    static Route of(Operation operation, String requestUri) {
        List<SdkField<?>> required = operation.newRequest().sdkFields().stream()
                .filter(field -> field.containsTrait(RequiredTrait.class))
                .toList();
        return new Route(
                operation,
                operation.binding().httpMethod(),
                UriTemplate.of(requestUri),
                required.stream()
                        .filter(field -> field.location() == MarshallLocation.QUERY_PARAM)
                        .map(SdkField::locationName)
                        .toList(),
                required.stream()
                        .filter(field -> field.location() == MarshallLocation.HEADER)
                        .map(field -> field.locationName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    static List<Route> all(List<Operation> operations) {
        return operations.stream()
                .map(operation -> of(operation, operation.binding().requestUri()))
                .toList();
    }

    static Optional<Route> best(List<Route> routes, WireRequest request) {
        return routes.stream().filter(route -> route.matches(request)).min(BEST_FIRST);
    }

    boolean matches(WireRequest request) {
        return method.name().equals(request.method())
                && variables(request).isPresent()
                && request.query().keySet().containsAll(query)
                && request.headers().keySet().containsAll(headers);
    }

    Optional<Map<String, String>> variables(WireRequest request) {
        return template.match(request.rawPath(), request.query());
    }
}
