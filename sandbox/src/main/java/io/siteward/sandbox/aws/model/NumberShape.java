package io.siteward.sandbox.aws.model;

/** A number. */
record NumberShape(Limits range) implements Shape {

    @Override
    public void check(Object value, String path, RequestCheck check) {
        check.report(range.ofValue((Number) value), path, value);
    }
}
