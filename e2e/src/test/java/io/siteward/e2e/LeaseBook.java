package io.siteward.e2e;

import java.util.List;

/** What a store of leases says at this moment, read past the operator's own code. */
interface LeaseBook {
    /** Every run of a replica that ever joined and is not forgotten. */
    List<Run> runs();

    /** Every lease that is held. */
    List<Tenure> tenures();

    /**
     * One run of a replica.
     *
     * @param id another one in every run
     * @param instance which replica
     * @param version of the record, another one after every renewal
     */
    record Run(String id, String instance, String state, String version) {
        boolean isAlive() {
            return state.equals("ALIVE");
        }
    }

    /**
     * Who holds what.
     *
     * @param key for example {@code fleet/SecureSite/namespace/name}
     * @param holder the run that holds it
     */
    record Tenure(String key, long epoch, String holder) {}

    /** The ids of the runs of a replica that are alive: one, or none while it is dead. */
    default List<String> alive(String instance) {
        return runs().stream()
                .filter(run -> run.isAlive() && run.instance().equals(instance))
                .map(Run::id)
                .toList();
    }

    /** What the living runs of a replica may act on. */
    default List<Tenure> heldBy(String instance) {
        List<String> alive = alive(instance);
        return tenures().stream()
                .filter(tenure -> alive.contains(tenure.holder()))
                .toList();
    }
}
