package io.siteward.sandbox.aws;

import software.amazon.awssdk.core.SdkRequest;

/** The chosen services say that the time of the signature is wrong, for as long as it is there. */
public final class WrongTime implements Fault {
    private final Calls calls;

    public WrongTime(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (calls.include(service, operation)) {
            throw ServiceError.wrongTime(service);
        }
    }
}
