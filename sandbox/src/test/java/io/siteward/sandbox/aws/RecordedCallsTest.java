package io.siteward.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;

class RecordedCallsTest {
    private final RecordedCalls calls = new RecordedCalls(2);

    @Test
    void keepsThemInTheirOrder() {
        calls.add(call("ListBuckets"));
        calls.add(call("GetBucketTagging"));

        assertThat(calls.all()).extracting(CallRecord::operation).containsExactly("ListBuckets", "GetBucketTagging");
    }

    @Test
    void showsNoneWhenItCouldNotKeepAll() {
        calls.add(call("ListBuckets"));
        calls.add(call("ListBuckets"));
        calls.add(call("ListBuckets"));

        assertThatThrownBy(calls::all)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("more than 2 calls came in; only the latest are kept");
    }

    @Test
    void beginsAnewWhenTheyAreForgotten() {
        calls.add(call("ListBuckets"));
        calls.add(call("ListBuckets"));
        calls.add(call("ListBuckets"));
        calls.forget();
        calls.add(call("GetBucketTagging"));

        assertThat(calls.all()).extracting(CallRecord::operation).containsExactly("GetBucketTagging");
    }

    private static CallRecord call(String operation) {
        return new CallRecord(
                Instant.EPOCH,
                Caller.ofAccount("111122223333"),
                "s3",
                operation,
                ListBucketsRequest.builder().build(),
                Optional.empty());
    }
}
