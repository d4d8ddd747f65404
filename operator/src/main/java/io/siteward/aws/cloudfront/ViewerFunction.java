package io.siteward.aws.cloudfront;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a CloudFront function that rewrites or refuses what viewers ask for.
 *
 * <p>The cache behaviour is chosen by the viewer's path before the function runs, and is not chosen again after it: a
 * rewritten path is served by the behaviour of the path that was asked for. Those that rewrite leave {@code /.well-known/}
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

    private static final String PASS = """
            function handler(event) {
                return event.request;
            }
            """;

    /**
     * Written without a lookbehind, which the runtime does not know. What it lets pass of escapes is a space, what no
     * path may hold unescaped, what no pattern can hold, and well-formed UTF-8; a percent sign only where it begins no
     * second escape.
     */
    private static final String GUARD = """

            // What is private is known by how its path is spelt, and S3 undoes spellings that CloudFront does not:
            // "/members%2Fa" is not "/members/*" to the one, and is "members/a" to the other. So a path that could be
            // written otherwise is not answered.
            function handler(event) {
                if (@SPELLING@.test(@PATH@)) {
                    return { statusCode: 404, statusDescription: 'Not Found' };
                }
                return route(event);
            }
            """;

    /** By a pattern, and not by decoding: how strict that is, is a matter of the engine. */
    private static final String LETTERS = """

            // A letter in the place of each character of well-formed UTF-8 beyond ASCII.
            function letters(uri) {
                return uri.replace(/@BEYOND_ASCII@/gi, 'x');
            }
            """;

    private static final String NOT_IN_PATHS = "[^\\x21-\\x7e]|\\\\|\\/\\/|\\/\\.\\.?(?:\\/|$)";
    private static final String NEEDLESS_ESCAPE = "%(?!2[0-3589c]|3[b-f]|5[bde]|60|7[bcd])|%25[0-9a-f]{2}";

    /** As <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629</a> has it; {@code ~} continues. */
    private static final String BEYOND_ASCII = ("%(?:(?:c[2-9a-f]|d[0-9a-f])~"
                    + "|(?:e0%[ab][0-9a-f]|e[1-9abcef]~|ed%[89][0-9a-f])~"
                    + "|(?:f0%[9ab][0-9a-f]|f[1-3]~|f4%8[0-9a-f])~~)")
            .replace("~", "%[89ab][0-9a-f]");

    /** Answers paths whose last segment has no dot with the root object. */
    public static ViewerFunction spa(String rootObject) {
        return of(SPA, rootObject);
    }

    /** Answers {@code /a/} with {@code /a/<index>}, and redirects {@code /a} to {@code /a/}. */
    public static ViewerFunction folderIndexes(String index) {
        return of(FOLDER_INDEXES, index);
    }

    /** Passes on what it is asked. */
    public static ViewerFunction passing() {
        return new ViewerFunction(RUNTIME, PASS, true);
    }

    /**
     * The same for where some paths are private: a path that could be another spelling of another is not found.
     *
     * @param takesEscapes whether a path may have percent-encoded characters where it needs them
     */
    public ViewerFunction refusingOtherSpellings(boolean takesEscapes) {
        String spelling = "/" + NOT_IN_PATHS + "|" + (takesEscapes ? NEEDLESS_ESCAPE : "%") + "/i";
        String path = "event.request.uri";
        String guard =
                GUARD.replace("@SPELLING@", spelling).replace("@PATH@", takesEscapes ? "letters(" + path + ")" : path);
        return new ViewerFunction(
                runtime,
                code.replace("function handler(event)", "function route(event)")
                        + guard
                        + (takesEscapes ? LETTERS.replace("@BEYOND_ASCII@", BEYOND_ASCII) : ""),
                live);
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
