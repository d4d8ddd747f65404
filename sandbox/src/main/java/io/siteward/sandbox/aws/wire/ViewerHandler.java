package io.siteward.sandbox.aws.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** The viewers' side of distributions: what answers at {@code http://<distribution id>.cloudfront.localhost:<port>/}. */
@FunctionalInterface
public interface ViewerHandler {
    /** Knows no distribution. */
    ViewerHandler NONE = request -> new ViewerResponse(
            404,
            Map.of("Content-Type", List.of("text/plain")),
            SdkBytes.fromUtf8String("no distribution " + request.distributionId() + " here\n"));

    /** Answers one request; called by several threads at once. An exception becomes a 500. */
    ViewerResponse handle(ViewerRequest request);
}
