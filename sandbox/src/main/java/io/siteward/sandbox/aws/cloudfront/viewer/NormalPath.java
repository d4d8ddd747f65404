package io.siteward.sandbox.aws.cloudfront.viewer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The path by which CloudFront chooses a cache behaviour: normalised after RFC 3986, so that neither needless
 * percent-encoding nor dots lead past a pattern. The origin gets the path as it was sent.
 *
 * <p>{@code %2F} stays as it is, since a slash is reserved: a pattern with a slash does not match it, though S3 takes it for
 * one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern">Path
 *     pattern</a>
 */
final class NormalPath {
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private NormalPath() {}

    static String of(String rawPath) {
        return withoutDots(decodeUnreserved(rawPath).replaceAll("/{2,}", "/"));
    }

    private static String decodeUnreserved(String path) {
        return ESCAPE.matcher(path).replaceAll(escape -> {
            char character = (char) Integer.parseInt(escape.group().substring(1), 16);
            return isUnreserved(character)
                    ? Character.toString(character)
                    : escape.group().toUpperCase(Locale.ROOT);
        });
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~".indexOf(character) >= 0;
    }

    /** https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4 */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String last = segments[segments.length - 1];
        boolean endsWithDots = last.equals("..") || last.equals(".");
        return "/" + String.join("/", kept) + (endsWithDots && !kept.isEmpty() ? "/" : "");
    }
}
