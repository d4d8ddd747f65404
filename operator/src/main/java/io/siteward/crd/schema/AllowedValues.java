package io.siteward.crd.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values of a string or an integer: {@code enum}. For names that are AWS's to change and pass through us unread; what
 * our code tells apart is a Java enum. What many members take stands on an annotation of its own, as {@link Region}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
public @interface AllowedValues {
    /** The values; digits for an integer. */
    String[] value();
}
