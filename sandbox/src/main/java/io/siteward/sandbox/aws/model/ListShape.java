package io.siteward.sandbox.aws.model;

import java.util.List;
import java.util.Optional;

/** A list; AWS counts its elements from 1. */
record ListShape(Optional<String> element, Limits size) implements Shape {

    @Override
    public void check(Object value, String path, RequestCheck check) {
        List<?> elements = (List<?>) value;
        check.report(size.ofLength(elements.size()), path, value);
        for (int i = 0; i < elements.size(); i++) {
            check.element(element, elements.get(i), path + "." + (i + 1) + ".member");
        }
    }
}
