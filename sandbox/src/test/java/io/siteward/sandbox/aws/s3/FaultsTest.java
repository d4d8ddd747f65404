package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ExpiredCredentials;
import io.siteward.sandbox.aws.LostAnswer;
import io.siteward.sandbox.aws.NotYetVisible;
import io.siteward.sandbox.aws.RateLimit;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.StaleReads;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.TimedOut;
import io.siteward.sandbox.aws.WrongTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

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
    void givesUpOnAnAnswerThatDoesNotComeInTime() {
        S3Client client = aws.aws.client(S3Client.class, Caller.ofAccount(S3OnTheWire.OWNER));
        aws.aws.add(new TimedOut(Calls.of("s3", "CreateBucket"), 1));

        assertThatThrownBy(() -> client.createBucket(request -> request.bucket("docs")))
                .isInstanceOf(ApiCallTimeoutException.class);

        assertThat(buckets()).isOne();
    }

    @Test
    void takesNoCredentialsThatHaveExpired() {
        aws.aws.add(new ExpiredCredentials());

        assertRefused(400, "ExpiredToken", () -> aws.client().listBuckets());
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html: NoSuchBucket */
    @Test
    void doesNotFindForAWhileWhatWasMade() {
        aws.bucket("docs");
        aws.aws.add(new NotYetVisible(Calls.reads("s3"), 1));

        assertRefused(404, "NoSuchBucket", this::region);
        region();
    }

    @Test
    void losesTheAnswerOfARefusalToo() {
        aws.aws.add(new LostAnswer(Calls.of("s3", "GetBucketLocation"), 1));

        assertThatThrownBy(this::region).isInstanceOf(SdkClientException.class);
        assertRefused(404, "NoSuchBucket", this::region);
    }

    @Test
    void takesNoSignatureOfAnotherTime() {
        aws.aws.add(new WrongTime(Calls.of("s3")));

        assertRefused(403, "RequestTimeTooSkewed", () -> aws.client().listBuckets());
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel */
    @Test
    void answersReadsAFewTimesAsBeforeTheWrite() {
        StaleReads stale = new StaleReads(Calls.writes("s3"), Calls.reads("s3"), 2);
        aws.aws.add(stale);
        assertThat(buckets()).isZero();

        aws.bucket("docs");

        assertThat(List.of(buckets(), buckets(), buckets())).containsExactly(0, 0, 1);
        assertThat(stale.given()).isEqualTo(2);
    }

    @Test
    void answersAsARefusalWhatWasRefusedBeforeTheWrite() {
        aws.aws.add(new StaleReads(Calls.writes("s3"), Calls.reads("s3"), 1));
        assertRefused(404, "NoSuchBucket", this::region);

        aws.bucket("docs");

        assertRefused(404, "NoSuchBucket", this::region);
        region();
    }

    private int buckets() {
        return aws.client().listBuckets().buckets().size();
    }

    private void region() {
        aws.client().getBucketLocation(request -> request.bucket("docs"));
    }

    @Test
    void tellsReadsFromWrites() {
        assertThat(Calls.reads("s3").include("s3", "GetBucketAcl")).isTrue();
        assertThat(Calls.writes("s3").include("s3", "GetBucketAcl")).isFalse();
        assertThat(Calls.writes("s3").include("s3", "PutBucketAcl")).isTrue();
        assertThat(Calls.writes("s3").include("cloudfront", "PutBucketAcl")).isFalse();
    }
}
