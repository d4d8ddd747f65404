package io.siteward.sandbox.aws.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The look at one request: takes it apart, shape by shape, and keeps what is found. */
final class RequestCheck {
    private final String service;
    private final String operation;
    private final Map<String, Shape> shapes;
    private final List<Violation> found = new ArrayList<>();

    RequestCheck(String service, String operation, Map<String, Shape> shapes) {
        this.service = service;
        this.operation = operation;
        this.shapes = shapes;
    }

    List<Violation> found() {
        return List.copyOf(found);
    }

    /**
     * Looks at a value.
     *
     * @param shapeName empty for a shape without rules
     * @throws IllegalStateException when the model's shape is of another kind than the SDK's value
     */
    void value(Optional<String> shapeName, Object value, String path) {
        shapeName.ifPresent(name -> {
            try {
                Shape shape = Objects.requireNonNull(
                        shapes.get(name), () -> "the model names a shape without rules: " + name);
                shape.check(value, path, this);
            } catch (ClassCastException e) {
                throw new IllegalStateException(
                        service + " " + operation + ": the model says that " + path + " is a " + name
                                + ", the SDK has a " + value.getClass().getSimpleName(),
                        e);
            }
        });
    }

    /** Looks at an element of a collection, which must be there. */
    void element(Optional<String> shapeName, @Nullable Object value, String path) {
        if (value == null) {
            report(false, path, Optional.empty(), StructureShape.REQUIRED);
        } else {
            value(shapeName, value, path);
        }
    }

    /** Reports the constraint that is broken, if one is. */
    void report(Optional<String> broken, String path, Object value) {
        broken.ifPresent(constraint -> report(false, path, Optional.of(value), constraint));
    }

    void report(boolean satisfied, String path, Optional<Object> value, String constraint) {
        if (!satisfied) {
            found.add(new Violation(service, operation, path, value.map(Object::toString), constraint));
        }
    }
}
