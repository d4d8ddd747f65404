package io.siteward.sandbox.aws.model;

import java.util.Map;
import java.util.Optional;

/** A map from text. */
record MapShape(Optional<String> key, Optional<String> element, Limits size) implements Shape {

    @Override
    public void check(Object value, String path, RequestCheck check) {
        Map<?, ?> entries = (Map<?, ?>) value;
        check.report(size.ofLength(entries.size()), path, value);
        entries.forEach((name, each) -> {
            check.element(key, name, path + "." + name + ".key");
            check.element(element, each, path + "." + name + ".member");
        });
    }
}
