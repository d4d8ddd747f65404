package io.siteward.aws.cloudfront;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a response-headers policy: headers that CloudFront sets on every answer, whatever the origin sent.
 *
 * @param headers values by name; names differ in more than case
 */
public record ResponseHeaders(SortedMap<String, String> headers) {
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
}
