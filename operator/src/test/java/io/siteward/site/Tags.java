package io.siteward.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Tags as a tree, by key. */
final class Tags {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Tags() {}

    static <T> JsonNode sorted(Iterable<T> tags, Function<T, String> key, Function<T, String> value) {
        Map<String, String> sorted = new TreeMap<>();
        tags.forEach(tag -> sorted.put(key.apply(tag), value.apply(tag)));
        return JSON.valueToTree(sorted);
    }
}
