package io.siteward.sandbox.bench;

import java.util.List;

/** What was counted on a virtual clock, on the default lease. */
record VirtualLeases(List<LeaseRest> rests, List<LeaseMove> moves, List<Takeover> takeovers) {
    VirtualLeases {
        rests = List.copyOf(rests);
        moves = List.copyOf(moves);
        takeovers = List.copyOf(takeovers);
    }

    LeaseRest rest(int sites, int replicas) {
        return rests.stream()
                .filter(rest -> rest.sites() == sites && rest.replicas() == replicas)
                .findFirst()
                .orElseThrow();
    }

    Takeover takeover(Takeover.How how) {
        return takeovers.stream()
                .filter(takeover -> takeover.how() == how)
                .findFirst()
                .orElseThrow();
    }
}
