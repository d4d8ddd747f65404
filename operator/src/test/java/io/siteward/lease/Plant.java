package io.siteward.lease;

import org.jspecify.annotations.Nullable;

/** A mistake that a lease is known to have been built with, put into what the protocol stands on. */
enum Plant {
    NONE,
    /** The deadline is measured on a clock that people set. */
    WALL_CLOCK {
        @Override
        long read(SimulatedClock clock) {
            return clock.wall().toEpochMilli() * 1_000_000;
        }
    },
    /** What the gate said before a pause is believed after it. */
    NO_QUESTION_AFTER_A_PAUSE {
        @Override
        boolean asksOnlyOnce() {
            return true;
        }
    },
    /** A release deletes the record, so that the next epoch is the first again. */
    EPOCH_RESET {
        @Override
        SimulatedStore store(SimulatedStore.Observer observer) {
            return new SimulatedStore(observer) {
                @Override
                public boolean write(Lease lease, @Nullable String expected) {
                    boolean written = super.write(lease, expected);
                    if (written && lease.holder() == null) {
                        removeLease(lease.key());
                    }
                    return written;
                }
            };
        }
    },
    /** A release is written without looking who holds it by then. */
    RELEASE_OF_WHAT_IS_NOT_HELD {
        @Override
        SimulatedStore store(SimulatedStore.Observer observer) {
            return new SimulatedStore(observer) {
                @Override
                public boolean write(Lease lease, @Nullable String expected) {
                    if (lease.holder() == null) {
                        put(lease);
                        return true;
                    }
                    return super.write(lease, expected);
                }
            };
        }
    },
    /** Whoever is silent is declared dead even if it has renewed meanwhile. */
    DEATH_WITHOUT_A_CONDITION {
        @Override
        SimulatedStore store(SimulatedStore.Observer observer) {
            return new SimulatedStore(observer) {
                @Override
                public boolean write(Member member, @Nullable String expected) {
                    String stands = member(member.id()).map(Member::version).orElse(null);
                    return super.write(member, member.isAlive() ? expected : stands);
                }
            };
        }
    },
    /** Clocks that differ more than is promised for. */
    CLOCKS_TOO_DIFFERENT {
        @Override
        double strangestRate() {
            return 0.7;
        }
    };

    /** What the protocol takes for a clock that only goes forward. */
    long read(SimulatedClock clock) {
        return clock.nanos();
    }

    boolean asksOnlyOnce() {
        return false;
    }

    SimulatedStore store(SimulatedStore.Observer observer) {
        return new SimulatedStore(observer);
    }

    /** By how much a clock's rate may differ from true time. */
    double strangestRate() {
        return 0.1;
    }
}
