package io.siteward.aws.cloudfront;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a CloudFront function that rewrites what viewers ask for.
 *
 * <p>The cache behaviour is chosen by the viewer's path before the function runs, and is not chosen again after it: a
 * rewritten path is served by the behaviour of the path that was asked for. Both functions leave {@code /.well-known/}
 * alone, whose files often have no suffix. Paths and query strings reach a function percent-encoded as sent.
 *
 * @param runtime {@code cloudfront-js-2.0}
 * @param code JavaScript, at most 10 KB
 * @param live whether viewers get it: a function that was made and not yet published is not
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html">Event
 *     structure</a>
 */
public record ViewerFunction(String runtime, String code, boolean live) {
    private static final String RUNTIME = "cloudfront-js-2.0";

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._/%-]");

    private static final String SPA = """
            // A path that names no file is answered with the root object; the page's script does the routing.
            function handler(event) {
                var request = event.request;
                var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
                if (!/\\.|%2e/i.test(last) && request.uri.indexOf('/.well-known/') !== 0) {
                    request.uri = '/@INDEX@';
                }
                return request;
            }
            """;

    private static final String FOLDER_INDEXES = """
            // "/a/" is answered with its index, "/a" is redirected to "/a/".
            function handler(event) {
                var request = event.request;
                var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
                if (last === '') {
                    request.uri += '@INDEX@';
                    return request;
                }
                if (/\\.|%2e/i.test(last) || request.uri.indexOf('/.well-known/') === 0) {
                    return request;
                }
                return {
                    statusCode: 302,
                    statusDescription: 'Found',
                    headers: { location: { value: folder(request.uri) + query(request.querystring) } }
                };
            }

            // Browsers drop control characters, read a backslash as a slash, and take "//host" for another site.
            function folder(uri) {
                var path = uri.replace(/[\\x00-\\x20\\x7f]/g, '').replace(/^[\\/\\\\]+/, '');
                return path === '' ? '/' : '/' + path + '/';
            }

            function query(parameters) {
                var pairs = [];
                Object.keys(parameters).forEach(function (name) {
                    var parameter = parameters[name];
                    (parameter.multiValue || [parameter]).forEach(function (one) {
                        pairs.push(one.value === '' ? name : name + '=' + one.value);
                    });
                });
                return pairs.length === 0 ? '' : '?' + pairs.join('&');
            }
            """;

    /** Answers paths whose last segment has no dot with the root object. */
    public static ViewerFunction spa(String rootObject) {
        return of(SPA, rootObject);
    }

    /** Answers {@code /a/} with {@code /a/<index>}, and redirects {@code /a} to {@code /a/}. */
    public static ViewerFunction folderIndexes(String index) {
        return of(FOLDER_INDEXES, index);
    }

    private static ViewerFunction of(String code, String index) {
        return new ViewerFunction(RUNTIME, code.replace("@INDEX@", quoted(index)), true);
    }

    /** As it may stand between quotes in JavaScript. */
    private static String quoted(String text) {
        return NOT_PLAIN
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        String.format("\\u%04x", (int) match.group().charAt(0))));
    }
}
