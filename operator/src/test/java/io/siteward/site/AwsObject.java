package io.siteward.site;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something of a site that AWS gives and takes as a whole, in the hands of a person with the console.
 *
 * @param name what the names of its leaves begin with; its first word is the kind of the resource
 * @param mending what Siteward writes to put it right
 * @param read how it is now: a shape of the SDK, a list, a map or a text
 * @param write puts another in its place
 */
record AwsObject(String name, List<String> mending, Supplier<Object> read, Consumer<Object> write) {
    String kind() {
        return name.split(" ", 2)[0];
    }
}
