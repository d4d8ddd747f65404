package io.siteward.sandbox.aws.s3;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: versions, and what stands for all keys that go on alike up to a delimiter. Both count.
 *
 * @param last the key or common prefix that the page ends with
 * @param lastVersion empty when it ends with a common prefix
 */
record Page(
        List<ObjectVersion> versions,
        List<String> commonPrefixes,
        boolean truncated,
        Optional<String> last,
        Optional<ObjectVersion> lastVersion) {
    private static final int MAX_SIZE = 1000;

    /** What to list. Null stands for what the request left out. */
    record Wish(
            @Nullable String prefix,
            @Nullable String delimiter,
            @Nullable Integer maxKeys) {
        int size() {
            int size = maxKeys == null ? MAX_SIZE : maxKeys;
            if (size < 0) {
                throw S3Refusal.invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647");
            }
            return Math.min(size, MAX_SIZE);
        }

        boolean takes(String key) {
            return prefix == null || key.startsWith(prefix);
        }

        Optional<String> commonPrefix(String key) {
            if (delimiter == null || delimiter.isEmpty()) {
                return Optional.empty();
            }
            int end = key.indexOf(delimiter, prefix == null ? 0 : prefix.length());
            return end < 0 ? Optional.empty() : Optional.of(key.substring(0, end + delimiter.length()));
        }
    }

    /** @param after the key or common prefix that the page before ended with; empty at the beginning */
    static Page of(Stream<ObjectVersion> versions, Wish wish, String after) {
        List<ObjectVersion> listed = new ArrayList<>();
        Set<String> prefixes = new LinkedHashSet<>();
        List<ObjectVersion> candidates =
                versions.filter(version -> wish.takes(version.key())).toList();
        String last = null;
        ObjectVersion lastVersion = null;
        for (ObjectVersion version : candidates) {
            Optional<String> common = wish.commonPrefix(version.key());
            boolean counted = common.filter(prefix -> prefixes.contains(prefix) || prefix.equals(after))
                    .isPresent();
            if (counted) {
                continue;
            }
            if (listed.size() + prefixes.size() == wish.size()) {
                boolean truncated = wish.size() > 0;
                return new Page(
                        listed,
                        List.copyOf(prefixes),
                        truncated,
                        Optional.ofNullable(last),
                        Optional.ofNullable(lastVersion));
            }
            common.ifPresentOrElse(prefixes::add, () -> listed.add(version));
            last = common.orElse(version.key());
            lastVersion = common.isPresent() ? null : version;
        }
        return new Page(listed, List.copyOf(prefixes), false, Optional.empty(), Optional.empty());
    }
}
