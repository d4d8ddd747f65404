package io.siteward.sandbox.aws.sts;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * STS in memory; it knows {@code GetCallerIdentity} alone.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public final class InMemorySts implements InMemoryService<StsClient> {
    @Override
    public Class<StsClient> clientType() {
        return StsClient.class;
    }

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public StsClient as(Caller caller) {
        return new Calls(caller);
    }

    private static final class Calls implements StsClient {
        private final Caller caller;

        Calls(Caller caller) {
            this.caller = caller;
        }

        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            String account = caller.accountId().orElseThrow(Calls::unsigned);
            return GetCallerIdentityResponse.builder()
                    .account(account)
                    .userId("AIDASITEWARDSANDBOX01")
                    .arn(caller.arn())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}

        private static RuntimeException unsigned() {
            return StsException.builder()
                    .statusCode(403)
                    .message("Request is missing Authentication Token")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .serviceName("Sts")
                            .errorCode("MissingAuthenticationToken")
                            .errorMessage("Request is missing Authentication Token")
                            .build())
                    .build();
        }
    }
}
