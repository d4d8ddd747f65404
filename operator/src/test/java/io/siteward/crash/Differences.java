package io.siteward.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where two trees differ, for people. */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** One line a difference: the path, what was expected, what was found; empty for equal trees. */
    static List<String> between(JsonNode expected, JsonNode actual) {
        Differences differences = new Differences();
        differences.compare("", expected, actual);
        return differences.found;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + name, expected.path(name), actual.path(name)));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.path(i), actual.path(i));
            }
        } else if (!expected.equals(actual)) {
            found.add(path + ": expected " + shown(expected) + " but found " + shown(actual));
        }
    }

    private static String shown(JsonNode value) {
        return value instanceof MissingNode ? "nothing" : value.toString();
    }
}
