package io.siteward.site;

import io.siteward.aws.cloudfront.Distribution;
import io.siteward.aws.cloudfront.ObservedDistribution;
import io.siteward.aws.s3.Bucket;
import io.siteward.graph.Decision;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Observation;
import io.siteward.graph.Plan;
import io.siteward.graph.Report;
import io.siteward.status.Finding;

/**
 * What is done when a site's bucket turns out to belong to a stranger: its name was free for a moment, and whoever has it
 * now decides what our distribution serves. The distribution stops answering at once.
 */
final class SiteQuarantine {
    private SiteQuarantine() {}

    /** Whether the look showed a stranger's bucket, or the create met one that came in between. */
    static boolean isCalledFor(Plan plan, Report report) {
        boolean taken = report.failures().stream()
                .filter(node -> node.node().kind().equals(SiteGraph.BUCKET))
                .flatMap(node -> node.failure().stream())
                .anyMatch(failure -> failure.code().equals(Bucket.NAME_TAKEN));
        return taken || isLost(plan);
    }

    private static boolean isLost(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.node().kind().equals(SiteGraph.BUCKET))
                .map(step -> step.decision())
                .anyMatch(decision -> decision instanceof Decision.Refuse refuse
                        && refuse.reason().equals(Bucket.OWNED_BY_ANOTHER_ACCOUNT));
    }

    /**
     * Disables the distribution if it stands; a failure is tried again at the next look.
     *
     * @return the finding, which says so while it is not disabled
     */
    static Finding impose(Distribution distribution, Finding finding) {
        try {
            if (distribution.observe() instanceof Observation.Present<ObservedDistribution> present) {
                distribution.disable(present.state());
            }
            return finding.withNothingServed();
        } catch (FailedCall e) {
            return finding.saying(finding.message() + ". Its distribution still answers and could not be disabled yet: "
                    + e.failure().message());
        }
    }
}
