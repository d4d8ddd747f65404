package io.siteward.sandbox.aws.iam;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.Fault;
import software.amazon.awssdk.core.SdkRequest;

/** Takes the permissions for the chosen calls from everybody, for as long as it is there. */
public final class Denial implements Fault {
    private final Calls calls;

    public Denial(Calls calls) {
        this.calls = calls;
    }

    /** A call that needs no permission is let through. */
    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (!calls.include(service, operation)) {
            return;
        }
        new RequestedPermissions(caller.accountId().orElseThrow(), KnownResources.NONE)
                .of(caller.region(), service, operation, request).stream()
                        .findFirst()
                        .ifPresent(missing -> {
                            throw AccessDenied.of(caller, service, missing);
                        });
    }
}
