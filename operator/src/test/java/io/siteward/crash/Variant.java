package io.siteward.crash;

import io.siteward.gate.Call;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.time.Duration;
import java.util.List;

/** What makes a crash worse. Every flow is disturbed at every call under each. */
enum Variant {
    /** Nothing does. */
    PLAIN,

    /** The first list after a write still answers as before that write. */
    STALE_LISTS {
        @Override
        void prepare(World world) {
            world.cloudFront.change(settings -> settings.withListsLag(true));
        }

        /** What looks for a distribution that no status names lists the most. */
        @Override
        boolean listsMatter(Flow flow) {
            return flow.name().startsWith("create") || flow.name().startsWith("delete");
        }
    },

    /** The status is lost with the process, as when a backup without statuses is restored. */
    STATUS_ERASED {
        @Override
        void atKill(World world) {
            world.cluster.eraseStatuses();
        }

        @Override
        boolean concerns(Flow flow, List<Call> calls) {
            return flow.canDoWithoutStatus();
        }
    },

    /** The connection breaks, and the process lives on with what it remembers. */
    CALL_LOST {
        @Override
        void strike() {
            throw new FailedCall(
                    new Failure(Failure.Kind.RETRIABLE, "ConnectionLost", "no answer", Duration.ofSeconds(2), null));
        }
    },

    /** The account has no room for another origin access control until the flow has come to rest. */
    NO_ORIGIN_ACCESS_CONTROL_LEFT(Quota.ORIGIN_ACCESS_CONTROLS),

    /** The same of cache policies. */
    NO_CACHE_POLICY_LEFT(Quota.CACHE_POLICIES),

    /** The same of response headers policies. */
    NO_HEADERS_POLICY_LEFT(Quota.RESPONSE_HEADERS_POLICIES),

    /** The same of functions. */
    NO_FUNCTION_LEFT(Quota.FUNCTIONS),

    /** The same of distributions. */
    NO_DISTRIBUTION_LEFT(Quota.DISTRIBUTIONS),

    /** Another site that uses the same shared objects is deleted in the meantime. */
    NEIGHBOUR_LEAVES {
        @Override
        void prepare(World world) {
            world.cluster.apply(Manifests.site("shop", ""));
        }

        @Override
        void begin(World world) {
            world.cluster.delete("shop");
        }
    },

    /** Whoever wanted the site has thought better of it. */
    DELETED_MEANWHILE {
        @Override
        void atKill(World world) {
            world.cluster.find("docs").ifPresent(site -> world.cluster.delete("docs"));
        }

        /** What is done later would be done to no site. */
        @Override
        boolean concerns(Flow flow, List<Call> calls) {
            return flow.when().size() == 1;
        }

        @Override
        Flow goal(Flow flow) {
            return flow.when(this::atKill);
        }
    };

    private final Quota quota;

    Variant() {
        this(Quota.NONE);
    }

    Variant(Quota quota) {
        this.quota = quota;
    }

    /**
     * Whether it makes a difference to a flow.
     *
     * @param calls what the operator does in that flow when nothing disturbs it
     */
    boolean concerns(Flow flow, List<Call> calls) {
        return quota == Quota.NONE || calls.stream().map(Call::operation).anyMatch(quota::isSpentBy);
    }

    /** The flow whose undisturbed end is what this variant of a flow has to come to as well. */
    Flow goal(Flow flow) {
        return flow;
    }

    /** Before anything. */
    void prepare(World world) {}

    /** What was given stands; the flow begins. */
    void begin(World world) {
        quota.freeze(world);
    }

    /** At the moment of the disturbance. */
    void strike() {
        throw new Killed();
    }

    /** Between the end of one process and the start of the next. */
    void atKill(World world) {}

    /**
     * The flow has come to rest.
     *
     * @return whether that changed something that the operator has to see
     */
    boolean end(World world) {
        quota.lift(world);
        return quota != Quota.NONE;
    }

    /** Whether a list, though it changes nothing, changes what is seen after it, and that is worth a try. */
    boolean listsMatter(Flow flow) {
        return false;
    }
}
