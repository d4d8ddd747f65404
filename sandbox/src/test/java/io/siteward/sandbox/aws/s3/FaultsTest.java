package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.LostAnswer;
import io.siteward.sandbox.aws.RateLimit;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.Throttling;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The faults of every service, tried on S3. Codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
class FaultsTest {
    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    @Test
    void throttlesTheChosenOperationSoManyTimesAndNothingElse() {
        aws.aws.add(new Throttling(Calls.of("s3", "CreateBucket"), 2));

        aws.client().listBuckets();
        assertRefused(503, "SlowDown", () -> aws.bucket("docs"));
        assertRefused(503, "SlowDown", () -> aws.bucket("docs"));
        aws.bucket("docs");
        assertThat(aws.aws.calls())
                .extracting(call -> call.errorCode().orElse(""))
                .containsExactly("", "SlowDown", "SlowDown", "");
    }

    @Test
    void limitsTheRateOfEachAccountOnTheClock() {
        aws.aws.add(new RateLimit(Calls.reads("s3"), 0.5, 2, aws.clock));

        aws.client().listBuckets();
        aws.client().listBuckets();
        assertRefused(503, "SlowDown", () -> aws.client().listBuckets());
        aws.stranger().listBuckets();
        aws.bucket("docs");

        aws.clock.advance(Duration.ofSeconds(2));
        aws.client().listBuckets();
        assertRefused(503, "SlowDown", () -> aws.client().listBuckets());
    }

    @Test
    void losesTheAnswerOfWhatWasCarriedOut() {
        aws.aws.add(new LostAnswer(Calls.writes("s3"), 1));

        assertThatThrownBy(() -> aws.bucket("docs")).isInstanceOf(SdkClientException.class);

        assertThat(aws.client().listBuckets().buckets()).hasSize(1);
    }

    @Test
    void failsBeforeTheEffectOrAfterIt() {
        aws.aws.add(ServerFailure.beforeEffect(Calls.of("s3", "CreateBucket"), 1));
        assertRefused(500, "InternalError", () -> aws.bucket("docs"));
        assertThat(aws.client().listBuckets().buckets()).isEmpty();

        aws.aws.add(ServerFailure.afterEffect(Calls.of("s3", "CreateBucket"), 1));
        assertRefused(500, "InternalError", () -> aws.bucket("docs"));
        assertThat(aws.client().listBuckets().buckets()).hasSize(1);
    }

    @Test
    void tellsReadsFromWrites() {
        assertThat(Calls.reads("s3").include("s3", "GetBucketAcl")).isTrue();
        assertThat(Calls.writes("s3").include("s3", "GetBucketAcl")).isFalse();
        assertThat(Calls.writes("s3").include("s3", "PutBucketAcl")).isTrue();
        assertThat(Calls.writes("s3").include("cloudfront", "PutBucketAcl")).isFalse();
    }
}
