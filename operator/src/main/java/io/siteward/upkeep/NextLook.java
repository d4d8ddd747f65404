package io.siteward.upkeep;

import io.siteward.graph.NodeReport;
import io.siteward.graph.Plan;
import io.siteward.graph.Report;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a manifest that is kept up is looked at next. */
public final class NextLook {
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(2);

    private final Backoff backoff;
    private final RandomGenerator random;

    /** @param random makes those that came together come back apart */
    public NextLook(Backoff backoff, RandomGenerator random) {
        this.backoff = backoff;
        this.random = random;
    }

    /** After everything that could be done was done. */
    public Duration after(Plan plan, Report report, Identity identity, long resyncSeconds) {
        if (plan.refusal().isPresent()) {
            // What failed beside it, such as closing what somebody opened, may pass without a person.
            Duration soonest = report.failures().isEmpty()
                    ? AFTER_A_REFUSAL
                    : report.lookAgain().orElse(AFTER_A_REFUSAL);
            return afterRefusal(identity, shorter(soonest, AFTER_A_REFUSAL), resyncSeconds);
        }
        Duration resync = resync(resyncSeconds);
        Optional<Duration> asked = report.lookAgain();
        if (report.failures().isEmpty()) {
            backoff.succeeded(identity);
            return asked.map(duration -> shorter(duration, resync)).orElse(resync);
        }
        boolean onlyTokensMissing = report.failures().stream().allMatch(NodeReport::isPostponed);
        return onlyTokensMissing
                ? asked.orElse(AFTER_A_REFUSAL)
                : backoff.afterFailure(identity, asked.orElse(AFTER_A_REFUSAL));
    }

    /** What a person has to put right is looked at ever less often, but not less often than what is well. */
    public Duration afterRefusal(Identity identity, long resyncSeconds) {
        return afterRefusal(identity, AFTER_A_REFUSAL, resyncSeconds);
    }

    private Duration afterRefusal(Identity identity, Duration soonest, long resyncSeconds) {
        return shorter(backoff.afterFailure(identity, soonest), resync(resyncSeconds));
    }

    /** Up to a tenth shorter than asked for, so that a thousand manifests do not come back at the same second. */
    public Duration resync(long seconds) {
        return Duration.ofSeconds(seconds - random.nextLong(seconds / 10 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
