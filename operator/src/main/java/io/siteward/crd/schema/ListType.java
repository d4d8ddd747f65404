package io.siteward.crd.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a list is merged and what may stand in it twice: {@code x-kubernetes-list-type} and
 * {@code x-kubernetes-list-map-keys}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ListType {
    /** The kind of list. */
    Kind value();

    /** The fields that identify an item, for {@link Kind#MAP} alone. */
    String[] keys() default {};

    /** The kinds of list that Kubernetes knows. */
    enum Kind {
        /** Replaced as a whole; the order means something. */
        ATOMIC,
        /** Holds each value once. */
        SET,
        /** Holds one item for each key. */
        MAP
    }
}
