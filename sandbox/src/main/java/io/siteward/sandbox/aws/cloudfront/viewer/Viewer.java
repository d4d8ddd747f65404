package io.siteward.sandbox.aws.cloudfront.viewer;

import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.wire.ViewerHandler;
import io.siteward.sandbox.aws.wire.ViewerRequest;
import io.siteward.sandbox.aws.wire.ViewerResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CloudFront's edge: finds the distribution that a request is for, and lets it answer. */
public final class Viewer implements ViewerHandler {
    private final InMemoryCloudFront cloudFront;
    private final ObjectOrigin buckets;

    public Viewer(InMemoryCloudFront cloudFront, ObjectOrigin buckets) {
        this.cloudFront = cloudFront;
        this.buckets = buckets;
    }

    @Override
    public ViewerResponse handle(ViewerRequest request) {
        Answer answer = cloudFront
                .served(request.distributionId())
                .map(distribution ->
                        new Edge(request.distributionId(), distribution, buckets).serve(ViewerSide.of(request)))
                .orElseGet(() -> Answer.text(403, "Bad request: there is no distribution " + request.distributionId())
                        .withHeader("x-cache", "Error from cloudfront"));
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put("content-length", List.of(Integer.toString(answer.body().asByteArrayUnsafe().length)));
        return new ViewerResponse(answer.status(), headers, answer.body());
    }
}
