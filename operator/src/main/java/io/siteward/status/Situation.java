package io.siteward.status;

import static io.siteward.status.Cell.keptOr;
import static io.siteward.status.Cell.no;
import static io.siteward.status.Cell.trueIfItWasOr;
import static io.siteward.status.Cell.unknown;
import static io.siteward.status.Cell.yes;

import io.siteward.graph.Failure;

/**
 * Where a custom resource stands: the one table of every condition's status and reason in every situation. {@code
 * docs/conditions.md} is this table.
 *
 * <p>Each row: the meaning, then Accepted, ResolvedRefs, Synced, Ready, Reconciling, Stalled. Drifted has a table of its own, {@link Drift}: drift can be found in any situation.
 */
@SuppressWarnings("ImmutableEnumChecker") // Cell is a record of strings and an enum
public enum Situation {
    SPEC_REFUSED(
            "The spec cannot be carried out; nothing more was made.",
            no(),
            keptOr(unknown(Reasons.NOT_ACCEPTED)),
            no(Reasons.NOT_ACCEPTED),
            keptOr(no(Reasons.NOT_ACCEPTED)),
            no(Reasons.NOT_ACCEPTED),
            yes()),
    ACCOUNT_CHANGED(
            "The credentials belong to another account than the status; nothing was touched.",
            no(Reasons.ACCOUNT_CHANGED),
            keptOr(unknown(Reasons.NOT_ACCEPTED)),
            unknown(Reasons.ACCOUNT_CHANGED),
            unknown(Reasons.ACCOUNT_CHANGED),
            no(Reasons.NOT_ACCEPTED),
            yes(Reasons.ACCOUNT_CHANGED)),
    FLEET_CHANGED(
            "The status was written by another fleet; nothing was touched.",
            no(Reasons.FLEET_CHANGED),
            keptOr(unknown(Reasons.NOT_ACCEPTED)),
            unknown(Reasons.FLEET_CHANGED),
            unknown(Reasons.FLEET_CHANGED),
            no(Reasons.NOT_ACCEPTED),
            yes(Reasons.FLEET_CHANGED)),
    FOREIGN_RESOURCE(
            "A resource of the wanted name exists and is not ours; it was not touched.",
            no(),
            keptOr(unknown(Reasons.NOT_ACCEPTED)),
            no(Reasons.NOT_ACCEPTED),
            no(),
            no(Reasons.NOT_ACCEPTED),
            yes()),
    REFERENCE_NOT_FOUND(
            "Something that the spec refers to does not exist or can never be used.",
            yes(Reasons.ACCEPTED),
            no(),
            no(Reasons.REFS_NOT_RESOLVED),
            trueIfItWasOr(no(Reasons.REFS_NOT_RESOLVED)),
            no(Reasons.REFS_NOT_RESOLVED),
            yes()),
    REFERENCE_NOT_READY(
            "Something that the spec refers to is not ready yet.",
            yes(Reasons.ACCEPTED),
            no(),
            no(Reasons.REFS_NOT_RESOLVED),
            trueIfItWasOr(no(Reasons.REFS_NOT_RESOLVED)),
            yes(),
            no(Reasons.PROGRESSING)),
    PROGRESSING(
            "Resources are being made or changed; a node waits for another.",
            yes(Reasons.ACCEPTED),
            yes(Reasons.RESOLVED),
            no(Reasons.PROGRESSING),
            trueIfItWasOr(no(Reasons.PROGRESSING)),
            yes(Reasons.PROGRESSING),
            no(Reasons.PROGRESSING)),
    SETTLING(
            "AWS has taken everything and is carrying it out (CloudFront: minutes).",
            yes(Reasons.ACCEPTED),
            yes(Reasons.RESOLVED),
            yes(Reasons.APPLIED),
            trueIfItWasOr(no(Reasons.SETTLING)),
            yes(Reasons.SETTLING),
            no(Reasons.PROGRESSING)),
    READY(
            "Everything is as wanted.",
            yes(Reasons.ACCEPTED),
            yes(Reasons.RESOLVED),
            yes(Reasons.APPLIED),
            yes(Reasons.READY),
            no(Reasons.READY),
            no(Reasons.READY)),
    BLOCKED(
            "Something else must happen first, in AWS or with another resource.",
            yes(Reasons.ACCEPTED),
            yes(Reasons.RESOLVED),
            no(),
            trueIfItWasOr(no()),
            yes(),
            no(Reasons.PROGRESSING)),
    RETRYING(
            "A call failed in a way that passes by itself.",
            keptOr(unknown(Reasons.PENDING)),
            keptOr(unknown(Reasons.PENDING)),
            no(),
            trueIfItWasOr(no()),
            yes(),
            no(Reasons.PROGRESSING)),
    FAILED(
            "A call failed in a way that needs a person; it is tried again after a long pause.",
            keptOr(unknown(Reasons.PENDING)),
            keptOr(unknown(Reasons.PENDING)),
            no(),
            trueIfItWasOr(no()),
            no(Reasons.FAILED),
            yes()),
    LOOK_POSTPONED(
            "The rate budget had no token for a look; what was known stands.",
            keptOr(unknown(Reasons.PENDING)),
            keptOr(unknown(Reasons.PENDING)),
            keptOr(unknown(Reasons.PENDING)),
            keptOr(unknown(Reasons.PENDING)),
            keptOr(yes(Reasons.PENDING)),
            keptOr(no(Reasons.PROGRESSING))),
    CHANGE_POSTPONED(
            "The rate budget had no token for a change.",
            yes(Reasons.ACCEPTED),
            yes(Reasons.RESOLVED),
            no(Reasons.RATE_BUDGET),
            trueIfItWasOr(no(Reasons.RATE_BUDGET)),
            yes(Reasons.RATE_BUDGET),
            no(Reasons.PROGRESSING)),
    PAUSED(
            "The annotation siteward.io/paused is set; nothing is looked at or changed.",
            keptOr(unknown(Reasons.PAUSED)),
            keptOr(unknown(Reasons.PAUSED)),
            unknown(Reasons.PAUSED),
            keptOr(unknown(Reasons.PAUSED)),
            no(Reasons.PAUSED),
            no(Reasons.PAUSED)),
    STANDING_BY(
            "Another cluster holds the lease; nothing is done here, and of its readiness nothing is known.",
            keptOr(unknown(Reasons.LEASE_HELD_ELSEWHERE)),
            keptOr(unknown(Reasons.LEASE_HELD_ELSEWHERE)),
            unknown(),
            unknown(Reasons.LEASE_HELD_ELSEWHERE),
            no(Reasons.LEASE_HELD_ELSEWHERE),
            no(Reasons.LEASE_HELD_ELSEWHERE)),
    STANDING_BY_READY(
            "Another cluster holds the lease and says that it is Ready; nothing is done here.",
            keptOr(unknown(Reasons.LEASE_HELD_ELSEWHERE)),
            keptOr(unknown(Reasons.LEASE_HELD_ELSEWHERE)),
            unknown(),
            yes(Reasons.LEASE_HELD_ELSEWHERE),
            no(Reasons.LEASE_HELD_ELSEWHERE),
            no(Reasons.LEASE_HELD_ELSEWHERE)),
    STANDING_BY_NOT_READY(
            "Another cluster holds the lease and says that it is not Ready; nothing is done here.",
            keptOr(unknown(Reasons.LEASE_HELD_ELSEWHERE)),
            keptOr(unknown(Reasons.LEASE_HELD_ELSEWHERE)),
            unknown(),
            no(Reasons.LEASE_HELD_ELSEWHERE),
            no(Reasons.LEASE_HELD_ELSEWHERE),
            no(Reasons.LEASE_HELD_ELSEWHERE)),
    LEASE_STORE_UNAVAILABLE(
            "The store of the leases does not answer, so nobody knows who may act; nothing is looked at or changed.",
            keptOr(unknown(Reasons.LEASE_STORE_UNAVAILABLE)),
            keptOr(unknown(Reasons.LEASE_STORE_UNAVAILABLE)),
            unknown(Reasons.LEASE_STORE_UNAVAILABLE),
            keptOr(unknown(Reasons.LEASE_STORE_UNAVAILABLE)),
            yes(Reasons.LEASE_STORE_UNAVAILABLE),
            no(Reasons.PROGRESSING)),
    DELETING(
            "The resources are being deleted.",
            keptOr(yes(Reasons.ACCEPTED)),
            keptOr(unknown(Reasons.DELETING)),
            no(Reasons.DELETING),
            no(Reasons.DELETING),
            yes(Reasons.DELETING),
            no(Reasons.PROGRESSING)),
    AWAITING_CLOUDFRONT(
            "The distribution is disabled; CloudFront is carrying that out (minutes).",
            keptOr(yes(Reasons.ACCEPTED)),
            keptOr(unknown(Reasons.DELETING)),
            no(Reasons.DELETING),
            no(Reasons.DELETING),
            yes(Reasons.AWAITING_CLOUDFRONT),
            no(Reasons.PROGRESSING)),
    EMPTYING(
            "The bucket is being emptied, batch by batch (forceDestroy).",
            keptOr(yes(Reasons.ACCEPTED)),
            keptOr(unknown(Reasons.DELETING)),
            no(Reasons.DELETING),
            no(Reasons.DELETING),
            yes(Reasons.EMPTYING),
            no(Reasons.PROGRESSING)),
    DELETION_RETRYING(
            "A call of the deletion failed in a way that passes by itself.",
            keptOr(yes(Reasons.ACCEPTED)),
            keptOr(unknown(Reasons.DELETING)),
            no(),
            trueIfItWasOr(no(Reasons.DELETING)),
            yes(),
            no(Reasons.PROGRESSING)),
    DELETION_FAILED(
            "A call of the deletion failed in a way that needs a person.",
            keptOr(yes(Reasons.ACCEPTED)),
            keptOr(unknown(Reasons.DELETING)),
            no(),
            trueIfItWasOr(no(Reasons.DELETING)),
            no(Reasons.FAILED),
            yes()),
    DELETION_REFUSED(
            "Deleting would lose data or break others; what is left stays.",
            keptOr(yes(Reasons.ACCEPTED)),
            keptOr(unknown(Reasons.DELETING)),
            no(),
            keptOr(unknown(Reasons.DELETING)),
            no(Reasons.DELETION_REFUSED),
            yes());

    private final String meaning;
    private final Cell accepted;
    private final Cell resolvedRefs;
    private final Cell synced;
    private final Cell ready;
    private final Cell reconciling;
    private final Cell stalled;

    Situation(
            String meaning, Cell accepted, Cell resolvedRefs, Cell synced, Cell ready, Cell reconciling, Cell stalled) {
        this.meaning = meaning;
        this.accepted = accepted;
        this.resolvedRefs = resolvedRefs;
        this.synced = synced;
        this.ready = ready;
        this.reconciling = reconciling;
        this.stalled = stalled;
    }

    /** The situation after a failure; while the manifest is being deleted, {@code deleting}. */
    public static Situation of(Failure failure, boolean deleting) {
        return switch (failure.kind()) {
            case NO_TOKEN -> deleting ? DELETION_RETRYING : CHANGE_POSTPONED;
            case RETRIABLE -> deleting ? DELETION_RETRYING : RETRYING;
            case BLOCKED -> deleting ? DELETION_RETRYING : BLOCKED;
            case TERMINAL, BUG -> deleting ? DELETION_FAILED : FAILED;
        };
    }

    public String meaning() {
        return meaning;
    }

    Cell cell(ConditionType type, Drift drift) {
        return switch (type) {
            case ACCEPTED -> accepted;
            case RESOLVED_REFS -> resolvedRefs;
            case SYNCED -> synced;
            case READY -> ready;
            case DRIFTED -> drift.cell();
            case RECONCILING -> reconciling;
            case STALLED -> stalled;
        };
    }
}
