package io.siteward.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.sandbox.aws.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class AwsAccountsTest {
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final FakeSts sts = new FakeSts();
    private String accessKey = "AKIA1";
    private final AwsAccounts accounts = new AwsAccounts(sts, () -> accessKey, clock, Duration.ofMinutes(5));

    @Test
    void asksOnceAnInterval() {
        assertThat(accounts.current()).isEqualTo(new AwsAccount("111111111111"));
        clock.advance(Duration.ofMinutes(4));
        accounts.current();
        assertThat(sts.asked).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        accounts.current();
        assertThat(sts.asked).isEqualTo(2);
    }

    @Test
    void asksAtOnceWhenTheCredentialsAreOthers() {
        accounts.current();
        accessKey = "AKIA2";
        sts.account = "222222222222";

        assertThat(accounts.current().id()).isEqualTo("222222222222");
    }

    @Test
    void doesNotTrustAnAnswerFromTheFuture() {
        accounts.current();
        clock.advance(Duration.ofDays(-1));
        accounts.current();

        assertThat(sts.asked).isEqualTo(2);
    }

    @Test
    void remembersAFailureForAsLongAsAnotherTryMakesNoSense() {
        sts.failure = new FailedCall(
                new Failure(Failure.Kind.TERMINAL, "ExpiredToken", "expired", Duration.ofMinutes(1), null));

        assertThatThrownBy(accounts::current).isInstanceOf(FailedCall.class).hasMessageContaining("ExpiredToken");
        assertThatThrownBy(accounts::current).isInstanceOf(FailedCall.class);
        assertThat(sts.asked).isEqualTo(1);

        sts.failure = null;
        clock.advance(Duration.ofMinutes(1));
        assertThat(accounts.current().id()).isEqualTo("111111111111");
    }

    private static final class FakeSts implements StsClient {
        private int asked;
        private String account = "111111111111";
        private @Nullable FailedCall failure;

        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            asked++;
            if (failure != null) {
                throw failure;
            }
            return GetCallerIdentityResponse.builder()
                    .account(account)
                    .arn("arn:aws:sts::" + account + ":assumed-role/siteward/session")
                    .build();
        }

        @Override
        public String serviceName() {
            return "sts";
        }

        @Override
        public void close() {}
    }
}
