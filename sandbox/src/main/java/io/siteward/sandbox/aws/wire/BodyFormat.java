package io.siteward.sandbox.aws.wire;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** How the members of a shape stand in a body. */
interface BodyFormat {
    String contentType();

    /** Fills the members of {@code target} that stand in the body; an empty body fills none. */
    void read(SdkBytes body, SdkPojo target);

    /**
     * The members of {@code shape} that stand in the body.
     *
     * @param root the name of the document, where the format has one
     */
    SdkBytes write(String root, SdkPojo shape);
}
