package io.siteward.sandbox.aws.cloudfront.viewer;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path pattern of a cache behaviour: {@code *} stands for any characters, {@code ?} for exactly one; case counts;
 * the leading slash may be left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern">Path
 *     pattern</a>
 */
record PathPattern(String pattern) {

    boolean matches(String path) {
        String withSlash = pattern.startsWith("/") || pattern.startsWith("*") ? pattern : "/" + pattern;
        String regex = withSlash
                .chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(path).matches();
    }
}
