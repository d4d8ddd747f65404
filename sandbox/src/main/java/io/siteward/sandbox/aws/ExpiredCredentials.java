package io.siteward.sandbox.aws;

import software.amazon.awssdk.core.SdkRequest;

/** Every service says that the credentials have expired, for as long as it is there. */
public final class ExpiredCredentials implements Fault {
    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        throw ServiceError.expired(service);
    }
}
