package io.siteward.sandbox.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation's path and the query that marks it, for example <code>/{Bucket}/{Key+}?acl</code>: the last segment may
 * be greedy, a query without a value only has to be there.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html#uri">URI bindings</a>
 */
record UriTemplate(List<String> segments, Map<String, List<String>> query) {

    static UriTemplate of(String requestUri) {
        int mark = requestUri.indexOf('?');
        String path = mark < 0 ? requestUri : requestUri.substring(0, mark);
        String query = mark < 0 ? "" : requestUri.substring(mark + 1);
        return new UriTemplate(segmentsOf(path), WireRequest.parameters(query));
    }

    /** How many segments are literal: the more, the better a match. */
    int literals() {
        return (int) segments.stream().filter(segment -> !isVariable(segment)).count();
    }

    /** The decoded values of the variables when path and query match. */
    Optional<Map<String, String>> match(String rawPath, Map<String, List<String>> actualQuery) {
        boolean marked = query.entrySet().stream()
                .allMatch(entry -> actualQuery.containsKey(entry.getKey())
                        && (entry.getValue().contains("") || entry.getValue().equals(actualQuery.get(entry.getKey()))));
        return marked ? matchPath(rawPath) : Optional.empty();
    }

    private Optional<Map<String, String>> matchPath(String rawPath) {
        Map<String, String> variables = new HashMap<>();
        String rest = rawPath;
        for (String segment : segments) {
            if (!rest.startsWith("/") || rest.length() == 1) {
                return Optional.empty();
            }
            int end = segment.endsWith("+}") ? -1 : rest.indexOf('/', 1);
            String actual = end < 0 ? rest.substring(1) : rest.substring(1, end);
            rest = end < 0 ? "" : rest.substring(end);
            if (isVariable(segment)) {
                variables.put(segment.replaceAll("[{}+]", ""), decoded(actual));
            } else if (!segment.equals(actual)) {
                return Optional.empty();
            }
        }
        return rest.isEmpty() || rest.equals("/") ? Optional.of(variables) : Optional.empty();
    }

    private static List<String> segmentsOf(String path) {
        return List.of(path.split("/")).stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    /** A plus sign is a plus sign in a path. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequest("bad percent-encoding in the path: " + text, e);
        }
    }
}
