package io.siteward.lease;

/**
 * The holder's condition Ready, for the clusters that stand by.
 *
 * @param status True, False or Unknown
 */
public record Readiness(String status, String reason, String message) {
    /** Nothing was said yet. */
    public static final Readiness UNKNOWN = new Readiness("Unknown", "Pending", "");
}
