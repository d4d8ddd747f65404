package io.siteward.aws.cloudfront;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a response-headers policy: headers that CloudFront sets on every answer, whatever the origin sent.
 *
 * @param headers values by name; names differ in more than case
 */
public record ResponseHeaders(SortedMap<String, String> headers) {
    private static final int MOST_CUSTOM = 10;
    private static final int LONGEST_CUSTOM = 10_240;

    public ResponseHeaders {
        SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableSortedMap(copy);
    }

    static ResponseHeaders of(Map<String, String> headers) {
        return new ResponseHeaders(new TreeMap<>(headers));
    }

    /** Whether there is nothing to set, so that no policy is needed. */
    @JsonIgnore
    public boolean isEmpty() {
        return headers.isEmpty();
    }

    /**
     * Why CloudFront would refuse them together; empty when it would not. What it refuses in a single header the
     * manifest's own rules refuse.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html">Quotas on
     *     response headers policies</a>
     */
    public Optional<String> problem() {
        Map<String, String> custom = new TreeMap<>(headers);
        custom.keySet().removeIf(SecurityHeaders::has);
        int length = custom.entrySet().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
        if (custom.size() > MOST_CUSTOM) {
            return Optional.of(
                    "CloudFront adds at most " + MOST_CUSTOM + " custom headers, and spec.headers.custom makes "
                            + custom.size() + " with those of spec.headers.preset: " + custom.keySet());
        }
        return length > LONGEST_CUSTOM
                ? Optional.of("CloudFront adds custom headers of at most " + LONGEST_CUSTOM
                        + " characters together, and those of spec.headers.custom have " + length)
                : Optional.empty();
    }
}
