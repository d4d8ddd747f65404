package io.siteward.sandbox.aws;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/**
 * After the first of the chosen writes, each of the chosen reads is answered a few times more as it was last answered
 * before: what was made is not there yet, what was deleted still is.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel">S3: bucket
 *     configurations have an eventual consistency model</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">DynamoDB:
 *     only what is asked for is consistent</a>
 */
public final class StaleReads implements Fault {
    private final Calls writes;
    private final Calls reads;
    private final int times;
    private final Map<SdkRequest, Answer> last = new HashMap<>();
    private final Map<SdkRequest, Integer> left = new HashMap<>();
    private boolean written;
    private int given;

    public StaleReads(Calls writes, Calls reads, int times) {
        this.writes = writes;
        this.reads = reads;
        this.times = times;
    }

    @Override
    public synchronized Answer after(
            Caller caller, String service, String operation, SdkRequest request, Answer answer) {
        if (!written && writes.include(service, operation) && !answer.isRefusal()) {
            written = true;
            last.keySet().forEach(read -> left.put(read, times));
        }
        if (!reads.include(service, operation) || isConsistent(request)) {
            return answer;
        }
        if (left.merge(request, -1, Integer::sum) >= 0) {
            Answer stale = last.getOrDefault(request, answer);
            given += stale.saysTheSameAs(answer) ? 0 : 1;
            return stale;
        }
        last.put(request, answer);
        return answer;
    }

    /** DynamoDB's reads can ask for what was last written. */
    private static boolean isConsistent(SdkRequest request) {
        return request.getValueForField("ConsistentRead", Boolean.class).orElse(false);
    }

    /** How many answers so far were others than they would have been without this. */
    public synchronized int given() {
        return given;
    }
}
