package io.siteward.sandbox.aws;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/**
 * One call that reached the in-memory AWS.
 *
 * @param service the signing name, for example {@code cloudfront}
 * @param operation the operation as AWS spells it, for example {@code CreateDistributionWithTags}
 * @param errorCode AWS's error code; empty when the call succeeded
 */
public record CallRecord(
        Instant at, Caller caller, String service, String operation, SdkRequest request, Optional<String> errorCode) {

    /** Whether it asked for a change; true for all but Get, List, Head, Describe and Query. */
    public boolean isWrite() {
        return !Calls.areReads(operation);
    }
}
