package io.siteward.sandbox.aws.model;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;

/** What a request must be like before a service looks at what it asks for. */
@FunctionalInterface
public interface RequestRules {

    /**
     * What is wrong with the request.
     *
     * @param service the signing name
     * @param operation as AWS spells it
     * @return what the rules forbid, in the order of the rules; empty for a good request
     */
    List<Violation> violations(String service, String operation, SdkRequest request);
}
