package io.siteward.sandbox.aws.model;

/** The rules for one kind of value. */
sealed interface Shape permits StructureShape, ListShape, MapShape, TextShape, BlobShape, NumberShape {

    /** Reports what is wrong with the value, and with everything below it. */
    void check(Object value, String path, RequestCheck check);
}
