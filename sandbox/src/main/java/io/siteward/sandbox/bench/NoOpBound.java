package io.siteward.sandbox.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a look at an unchanged site may cost: no write to AWS, so many reads of its own, and each of the reads that all
 * sites of an account share once.
 */
record NoOpBound(int ownReads) {
    /** Remembered for all sites, and read again when an interval is over or somebody asks for a look. */
    private static final Set<String> SHARED = Set.of(
            "cloudfront ListOriginAccessControls",
            "cloudfront ListResponseHeadersPolicies",
            "cloudfront ListCachePolicies",
            "cloudfront ListFunctions",
            "cloudfront DescribeFunction",
            "cloudfront GetFunction",
            "sts GetCallerIdentity");

    /** What exceeds it; empty when nothing does. */
    List<String> exceededBy(Flow flow) {
        List<String> complaints = new ArrayList<>(writesOf(flow));
        CallCounts counts = flow.counts();
        int own = counts.sum(operation -> operation.isAws() && !operation.isWrite() && !isShared(operation));
        if (own > ownReads) {
            complaints.add(flow.title() + ": " + own + " reads of AWS, and " + ownReads + " are allowed");
        }
        counts.byOperation().forEach((operation, count) -> {
            if (isShared(operation) && count > 1) {
                complaints.add(flow.title() + ": " + operation + " " + count + " times, and once is allowed");
            }
        });
        return complaints;
    }

    /** The bound where the status was lost: what it said has to be searched for, but still nothing is written. */
    static List<String> writesOf(Flow flow) {
        int writes = flow.counts().awsWrites();
        return writes == 0 ? List.of() : List.of(flow.title() + ": " + writes + " writes to AWS, and none is allowed");
    }

    private static boolean isShared(Operation operation) {
        return SHARED.contains(operation.toString());
    }
}
