package io.siteward.sandbox.aws.iam;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Calls;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
class DenialTest {
    private static final Caller ADMINISTRATOR = Caller.ofAccount("111122223333");
    private static final GetPublicAccessBlockRequest READ =
            GetPublicAccessBlockRequest.builder().bucket("docs").build();

    @Test
    void takesThePermissionForTheChosenOperationAndNamesItsAction() {
        assertThatThrownBy(() -> new Denial(Calls.of("s3", "GetPublicAccessBlock"))
                        .before(ADMINISTRATOR, "s3", "GetPublicAccessBlock", READ))
                .hasMessageStartingWith("User: arn:aws:iam::111122223333:user/siteward is not authorized to perform:"
                        + " s3:GetBucketPublicAccessBlock on resource: \"arn:aws:s3:::docs\" because no identity-based"
                        + " policy allows the s3:GetBucketPublicAccessBlock action");
    }

    @Test
    void leavesOtherOperationsAlone() {
        assertThatCode(() -> new Denial(Calls.of("s3", "PutPublicAccessBlock"))
                        .before(ADMINISTRATOR, "s3", "GetPublicAccessBlock", READ))
                .doesNotThrowAnyException();
    }

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: even a Deny lets it through. */
    @Test
    void cannotTakeWhatNeedsNoPermission() {
        assertThatCode(() -> new Denial(Calls.of("sts"))
                        .before(
                                ADMINISTRATOR,
                                "sts",
                                "GetCallerIdentity",
                                GetCallerIdentityRequest.builder().build()))
                .doesNotThrowAnyException();
    }
}
