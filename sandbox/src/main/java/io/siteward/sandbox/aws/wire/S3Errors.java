package io.siteward.sandbox.aws.wire;

/**
 * The errors of S3, which wraps them in nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error responses</a>
 */
final class S3Errors implements ErrorFormat {
    @Override
    public WireResponse write(Failure failure, String requestId) {
        XmlWriter xml = new XmlWriter();
        xml.open("Error").text("Code", failure.code()).text("Message", failure.message());
        failure.members().ifPresent(xml::members);
        xml.text("RequestId", requestId).text("HostId", requestId).close("Error");
        return WireResponse.of(failure.status(), "application/xml", xml.document());
    }

    @Override
    public String requestIdHeader() {
        return "x-amz-request-id";
    }

    @Override
    public Failure unknownAccessKey() {
        return new Failure(
                403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
    }

    @Override
    public Failure malformed(String reason) {
        return new Failure(400, "MalformedXML", reason);
    }
}
