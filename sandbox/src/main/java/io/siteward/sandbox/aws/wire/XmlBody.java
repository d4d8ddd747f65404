package io.siteward.sandbox.aws.wire;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Bodies in XML. */
final class XmlBody implements BodyFormat {
    @Override
    public String contentType() {
        return "application/xml";
    }

    @Override
    public void read(SdkBytes body, SdkPojo target) {
        XmlReader.root(body).ifPresent(root -> new XmlReader().members(root, target));
    }

    @Override
    public SdkBytes write(String root, SdkPojo shape) {
        return SdkBytes.fromUtf8String(new XmlWriter().element(root, shape).document());
    }
}
