package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. A marker is the last item of the page before.
 *
 * @param next the marker of the next page; null on the last
 */
record Page<T>(
        List<T> items,
        String marker,
        int maxItems,
        @Nullable String next) {
    private static final int LARGEST = 100;

    static <T> Page<T> of(
            List<T> all, Function<T, String> name, @Nullable String marker, @Nullable String requestedMaxItems) {
        int maxItems = maxItems(requestedMaxItems);
        int start = 0;
        if (marker != null && !marker.isEmpty()) {
            List<String> names = all.stream().map(name).toList();
            start = names.indexOf(marker) + 1;
            if (start == 0) {
                throw Refusal.INVALID_ARGUMENT.because("The parameter Marker is invalid.");
            }
        }
        int end = Math.min(all.size(), start + maxItems);
        String next = end < all.size() ? name.apply(all.get(end - 1)) : null;
        return new Page<>(all.subList(start, end), marker == null ? "" : marker, maxItems, next);
    }

    boolean isTruncated() {
        return next != null;
    }

    private static int maxItems(@Nullable String requested) {
        if (requested == null || requested.isEmpty()) {
            return LARGEST;
        }
        if (!requested.matches("[0-9]{1,9}") || Integer.parseInt(requested) == 0) {
            throw Refusal.INVALID_ARGUMENT.because("The parameter MaxItems is invalid.");
        }
        return Math.min(LARGEST, Integer.parseInt(requested));
    }
}
