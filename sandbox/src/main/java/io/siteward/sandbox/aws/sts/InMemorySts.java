package io.siteward.sandbox.aws.sts;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import java.time.InstantSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * STS in memory; it says who calls, and gives roles to who has a token.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public final class InMemorySts implements InMemoryService<StsClient> {
    private final WebIdentityRoles roles;

    /** One that gives nobody a role. */
    public InMemorySts() {
        this(new WebIdentityRoles(InstantSource.system(), (key, role) -> {}));
    }

    public InMemorySts(WebIdentityRoles roles) {
        this.roles = roles;
    }

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
        return new Calls(caller, roles);
    }

    private static final class Calls implements StsClient {
        private final Caller caller;
        private final WebIdentityRoles roles;

        Calls(Caller caller, WebIdentityRoles roles) {
            this.caller = caller;
            this.roles = roles;
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
        public AssumeRoleWithWebIdentityResponse assumeRoleWithWebIdentity(AssumeRoleWithWebIdentityRequest request) {
            return roles.assume(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}

        private static RuntimeException unsigned() {
            return StsRefusal.of(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
    }
}
