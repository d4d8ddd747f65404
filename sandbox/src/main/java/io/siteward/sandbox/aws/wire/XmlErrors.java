package io.siteward.sandbox.aws.wire;

/**
 * The errors of the query protocol and of REST-XML.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization">query</a>
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">codes of all services</a>
 */
final class XmlErrors implements ErrorFormat {
    @Override
    public WireResponse write(Failure failure, String requestId) {
        XmlWriter xml = new XmlWriter();
        xml.open("ErrorResponse").open("Error");
        xml.text("Type", failure.status() < 500 ? "Sender" : "Receiver");
        xml.text("Code", failure.code()).text("Message", failure.message());
        failure.members().ifPresent(xml::members);
        xml.close("Error").text("RequestId", requestId).close("ErrorResponse");
        return WireResponse.of(failure.status(), "text/xml", xml.document());
    }

    @Override
    public String requestIdHeader() {
        return "x-amzn-RequestId";
    }

    @Override
    public Failure unknownAccessKey() {
        return new Failure(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    @Override
    public Failure malformed(String reason) {
        return new Failure(400, "MalformedInput", reason);
    }
}
