package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.policy.AccessRequest;
import io.siteward.sandbox.aws.policy.Requester;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who reads an object beside the SDK: a service on behalf of a resource, or anyone with a browser.
 *
 * @param sourceArn the resource a service acts for, for example a distribution
 * @param secureTransport whether the request came by TLS
 */
public record ObjectReader(Requester requester, Optional<String> sourceArn, boolean secureTransport) {
    private static final int ACCOUNT_PART = 4;

    public static ObjectReader anonymous(boolean secureTransport) {
        return new ObjectReader(Requester.ANONYMOUS, Optional.empty(), secureTransport);
    }

    /** A service that signs its request, as CloudFront does with an origin access control. */
    public static ObjectReader service(String servicePrincipal, String sourceArn, boolean secureTransport) {
        return new ObjectReader(Requester.service(servicePrincipal), Optional.of(sourceArn), secureTransport);
    }

    AccessRequest asks(String action, String resource) {
        Map<String, String> context = new HashMap<>();
        context.put("aws:SecureTransport", Boolean.toString(secureTransport));
        sourceArn.ifPresent(arn -> {
            context.put("aws:SourceArn", arn);
            context.put("aws:SourceAccount", arn.split(":", ACCOUNT_PART + 2)[ACCOUNT_PART]);
        });
        return new AccessRequest(requester, action, resource, context);
    }
}
