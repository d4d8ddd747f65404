package io.siteward.status;

/** The reasons that the tables give. Others come from what was found: a refusal's reason, AWS's error code. */
final class Reasons {
    static final String ACCEPTED = "Accepted";
    static final String ACCOUNT_CHANGED = "AccountChanged";
    static final String APPLIED = "Applied";
    static final String AWAITING_CLOUDFRONT = "AwaitingCloudFront";
    static final String DELETING = "Deleting";
    static final String DELETION_REFUSED = "DeletionRefused";
    static final String EMPTYING = "EmptyingBucket";
    static final String FAILED = "Failed";
    static final String FLEET_CHANGED = "FleetChanged";
    static final String LEASE_HELD_ELSEWHERE = "LeaseHeldElsewhere";
    static final String LEASE_STORE_UNAVAILABLE = "LeaseStoreUnavailable";
    static final String NOT_ACCEPTED = "NotAccepted";
    static final String PAUSED = "Paused";
    static final String PENDING = "Pending";
    static final String PROGRESSING = "Progressing";
    static final String RATE_BUDGET = "RateBudget";
    static final String READY = "Ready";
    static final String REFS_NOT_RESOLVED = "RefsNotResolved";
    static final String RESOLVED = "Resolved";
    static final String SETTLING = "Settling";

    private Reasons() {}
}
