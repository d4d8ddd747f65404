package io.siteward.sandbox.aws.model;

import software.amazon.awssdk.core.SdkBytes;

/** Bytes. */
record BlobShape(Limits length) implements Shape {

    @Override
    public void check(Object value, String path, RequestCheck check) {
        int bytes = ((SdkBytes) value).asByteArrayUnsafe().length;
        check.report(length.ofLength(bytes), path, bytes + " bytes");
    }
}
