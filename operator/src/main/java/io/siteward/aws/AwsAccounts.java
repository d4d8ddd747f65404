package io.siteward.aws;

import io.siteward.graph.FailedCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Whose credentials we act with. AWS is asked once an interval for all sites together, and again as soon as the
 * credentials are others: under swapped credentials everything would look deleted.
 */
public final class AwsAccounts {
    private final StsClient sts;
    private final Supplier<String> accessKeyId;
    private final InstantSource clock;
    private final Duration interval;
    private @Nullable Answer last;

    /**
     * Asks nothing yet.
     *
     * @param sts a gated client
     * @param accessKeyId which credentials would sign a call now; may throw {@link FailedCall}
     * @param interval how long an answer holds
     */
    public AwsAccounts(StsClient sts, Supplier<String> accessKeyId, InstantSource clock, Duration interval) {
        this.sts = sts;
        this.accessKeyId = accessKeyId;
        this.clock = clock;
        this.interval = interval;
    }

    /**
     * The account of the credentials that sign our calls.
     *
     * @throws FailedCall when AWS does not say; the failure is remembered for as long as another try makes no sense
     */
    public synchronized AwsAccount current() {
        String key = accessKeyId.get();
        Instant now = clock.instant();
        if (last == null || !last.holds(key, now)) {
            last = ask(key, now);
        }
        return last.account();
    }

    private Answer ask(String key, Instant now) {
        try {
            String arn = sts.getCallerIdentity(request -> {}).arn();
            return new Answer(key, now, now.plus(interval), AwsAccount.ofArn(arn), null);
        } catch (FailedCall e) {
            return new Answer(key, now, now.plus(e.failure().retryAfter()), null, e);
        }
    }

    private record Answer(
            String key,
            Instant from,
            Instant until,
            @Nullable AwsAccount known,
            @Nullable FailedCall failed) {

        /** An answer from the future is one that the clock was set back behind: it does not hold. */
        boolean holds(String currentKey, Instant now) {
            return key.equals(currentKey) && !now.isBefore(from) && now.isBefore(until);
        }

        AwsAccount account() {
            if (known != null) {
                return known;
            }
            throw failed == null
                    ? new IllegalStateException("neither an account nor a failure")
                    : new FailedCall(failed.failure(), failed);
        }
    }
}
