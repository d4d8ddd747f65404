package io.siteward.sandbox.aws.cloudfront.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.sandbox.aws.cloudfront.Behaviors;
import io.siteward.sandbox.aws.cloudfront.ServedDistribution;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/**
 * One distribution answering one request, in CloudFront's order: country, behaviour, protocol, method, signature,
 * viewer-request function, root object, origin, error page, response headers policy, viewer-response function.
 *
 * <p>The behaviour is chosen by the path that the viewer sent; neither the function's rewrite nor the root object chooses
 * again. AWS does not say which behaviour serves {@code /} with a root object; here it is the one that matches
 * {@code /}. Nor does it say whether the signature or the function comes first; here no function runs for those who may
 * not read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-restrictions.html">
 *     Restrictions on edge functions</a>
 */
record Edge(String distributionId, ServedDistribution distribution, ObjectOrigin buckets) {

    Answer serve(ViewerSide viewer) {
        if (!distribution.config().enabled()) {
            return refused("The distribution is disabled.");
        }
        if (!admits(viewer.header("cloudfront-viewer-country"))) {
            return refused("The distribution is configured to block access from your country.");
        }
        CacheBehavior behavior = behavior(viewer.uri());
        if (!viewer.isSecure() && behavior.viewerProtocolPolicy() == ViewerProtocolPolicy.REDIRECT_TO_HTTPS) {
            return redirect(viewer);
        }
        if (!viewer.isSecure() && behavior.viewerProtocolPolicy() == ViewerProtocolPolicy.HTTPS_ONLY) {
            return refused("The distribution answers HTTPS alone.");
        }
        if (!behavior.allowedMethods().items().contains(Method.fromValue(viewer.method()))) {
            return refused("This distribution is not configured to allow the HTTP request method that was used.");
        }
        List<String> keyGroups = Behaviors.trustedKeyGroups(behavior).toList();
        if (keyGroups.isEmpty()) {
            return answer(behavior, viewer);
        }
        return new SignedAccess(distribution, keyGroups)
                .refusal(viewer)
                .map(refusal -> withErrorPage(refusal, viewer).withHeader("x-cache", "Error from cloudfront"))
                .orElseGet(() -> answer(behavior, viewer.withoutSignature()));
    }

    private Answer answer(CacheBehavior behavior, ViewerSide viewer) {
        try {
            return throughFunctions(behavior, viewer);
        } catch (EdgeFunction.Failed e) {
            return Answer.text(503, "The CloudFront function could not run: " + e.getMessage())
                    .withHeader("x-cache", "FunctionExecutionError from cloudfront");
        }
    }

    private Answer throughFunctions(CacheBehavior behavior, ViewerSide viewer) throws EdgeFunction.Failed {
        Optional<EdgeFunction> first = function(behavior, EventType.VIEWER_REQUEST);
        ViewerSide passedOn = viewer;
        if (first.isPresent()) {
            JsonNode result = first.get()
                    .call(FunctionEvent.viewerRequest(distributionId, viewer).json());
            if (FunctionEvent.isResponse(result)) {
                Answer made = FunctionEvent.response(result, SdkBytes.fromByteArray(new byte[0]));
                return decorate(behavior, viewer, made)
                        .withHeader("x-cache", "FunctionGeneratedResponse from cloudfront");
            }
            passedOn = FunctionEvent.request(result, viewer);
        }
        Answer fetched = withErrorPage(
                new OriginSide(distribution, buckets).fetch(behavior, withRootObject(passedOn)), passedOn);
        Answer decorated = decorate(behavior, viewer, fetched);
        Optional<EdgeFunction> last = function(behavior, EventType.VIEWER_RESPONSE);
        // For an error from the origin CloudFront does not run it.
        if (last.isPresent() && !decorated.isError()) {
            JsonNode result = last.get()
                    .call(FunctionEvent.viewerResponse(distributionId, viewer, decorated)
                            .json());
            decorated = FunctionEvent.response(result, decorated.body());
        }
        return decorated.withHeader("x-cache", fetched.isError() ? "Error from cloudfront" : "Miss from cloudfront");
    }

    private ViewerSide withRootObject(ViewerSide viewer) {
        String root = distribution.config().defaultRootObject();
        return viewer.uri().equals("/") ? viewer.withUri("/" + root) : viewer;
    }

    /**
     * An error is exchanged for its page. Where the page cannot be had, its error is the answer. A page that itself
     * asks for a signature is never served: AWS does not say what becomes of it, and nothing private may get out.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html">Create
     *     a custom error page for specific HTTP status codes</a>
     */
    private Answer withErrorPage(Answer answer, ViewerSide viewer) {
        Optional<CustomErrorResponse> page = distribution.config().customErrorResponses().items().stream()
                .filter(response -> response.errorCode() == answer.status())
                .filter(response -> !response.responsePagePath().isEmpty())
                .findFirst();
        if (page.isEmpty()) {
            return answer;
        }
        String path = page.get().responsePagePath();
        CacheBehavior behavior = behavior(path);
        if (Behaviors.trustedKeyGroups(behavior).findAny().isPresent()) {
            return answer;
        }
        Answer fetched = new OriginSide(distribution, buckets).fetch(behavior, viewer.get(path));
        return fetched.isError()
                ? fetched
                : fetched.withStatus(Integer.parseInt(page.get().responseCode()));
    }

    private Answer decorate(CacheBehavior behavior, ViewerSide viewer, Answer answer) {
        ResponseHeadersPolicyConfig policy = behavior.responseHeadersPolicyId() == null
                ? null
                : distribution.headersPolicies().get(behavior.responseHeadersPolicyId());
        return policy == null ? answer : answer.withHeaders(ResponseHeaders.apply(policy, viewer, answer.headers()));
    }

    private CacheBehavior behavior(String rawPath) {
        String path = NormalPath.of(rawPath);
        List<CacheBehavior> behaviors = Behaviors.all(distribution.config());
        return behaviors.stream()
                .filter(behavior -> new PathPattern(behavior.pathPattern()).matches(path))
                .findFirst()
                .orElseThrow();
    }

    private Optional<EdgeFunction> function(CacheBehavior behavior, EventType event) {
        return Behaviors.functions(behavior)
                .filter(association -> association.eventType() == event)
                .map(FunctionAssociation::functionARN)
                .flatMap(arn -> Optional.ofNullable(distribution.functions().get(arn)).stream())
                .map(EdgeFunction::new)
                .findFirst();
    }

    /** A viewer of unknown country is let in: the sandbox does not know where anybody is. */
    private boolean admits(Optional<String> country) {
        GeoRestriction geo = distribution.config().restrictions().geoRestriction();
        if (country.isEmpty() || geo.restrictionType() == GeoRestrictionType.NONE) {
            return true;
        }
        return geo.items().contains(country.get()) == (geo.restrictionType() == GeoRestrictionType.WHITELIST);
    }

    private static Answer redirect(ViewerSide viewer) {
        boolean isReading = viewer.method().equals("GET") || viewer.method().equals("HEAD");
        String query = viewer.query().isEmpty() ? "" : "?" + viewer.query();
        return Answer.text(isReading ? 301 : 307, "Moved")
                .withHeader("location", "https://" + viewer.header("host").orElse("") + viewer.uri() + query)
                .withHeader("x-cache", "Redirect from cloudfront");
    }

    private static Answer refused(String why) {
        return Answer.text(403, why).withHeader("x-cache", "Error from cloudfront");
    }
}
