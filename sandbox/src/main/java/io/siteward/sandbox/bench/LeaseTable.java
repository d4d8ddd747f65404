package io.siteward.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What leases cost, as tables, and what of it must not be. */
final class LeaseTable {
    private LeaseTable() {}

    static String rests(List<LeaseRest> rests) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "sites",
                "replicas",
                "reads/min each",
                "writes/min each",
                "reads/min all",
                "writes/min all",
                "lease writes to begin"));
        rests.forEach(rest -> rows.add(List.of(
                Integer.toString(rest.sites()),
                Integer.toString(rest.replicas()),
                number(rest.readsAMinute() / rest.replicas()),
                number(rest.writesAMinute() / rest.replicas()),
                number(rest.readsAMinute()),
                number(rest.writesAMinute()),
                Integer.toString(rest.toBegin()))));
        return MarkdownTable.of(rows);
    }

    static String moves(List<LeaseMove> moves) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("sites", "replicas", "sites that moved", "lease writes"));
        moves.forEach(move -> rows.add(List.of(
                Integer.toString(move.sites()),
                move.replicasBefore() + " to " + move.replicasAfter(),
                Integer.toString(move.moved()),
                Integer.toString(move.writes()))));
        return MarkdownTable.of(rows);
    }

    static String takeovers(List<Takeover> takeovers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("seconds until another acts", "times", "first site", "worst", "last site", "worst"));
        takeovers.forEach(takeover -> rows.add(List.of(
                takeover.how().words(),
                Integer.toString(takeover.times()),
                seconds(takeover.first().median()),
                seconds(takeover.first().worst()),
                seconds(takeover.last().median()),
                seconds(takeover.last().worst()))));
        return MarkdownTable.of(rows);
    }

    /** The same twice: as it was counted for the default lease, as that is for the shorter one, and as it was there. */
    static String beside(VirtualLeases virtual, RealLeases real) {
        LeaseRest rest = virtual.rest(real.sites(), RealLeases.REPLICAS);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                real.sites() + " sites, " + RealLeases.REPLICAS + " replicas",
                "virtual, "
                        + real.lease().multipliedBy(RealLeases.TIMES_SHORTER).toSeconds() + " s",
                "as for " + real.lease().toSeconds() + " s",
                "real, " + real.lease().toSeconds() + " s"));
        rows.add(rate("reads/min each", rest.readsAMinute() / rest.replicas(), real.readsAMinuteEach()));
        rows.add(rate("writes/min each", rest.writesAMinute() / rest.replicas(), real.writesAMinuteEach()));
        rows.addAll(waits("killed", virtual.takeover(Takeover.How.KILLED), real.killed()));
        rows.addAll(waits("stopped", virtual.takeover(Takeover.How.STOPPED), real.stopped()));
        return MarkdownTable.of(rows);
    }

    private static List<String> rate(String what, double virtual, double real) {
        return List.of(what, number(virtual), number(virtual * RealLeases.TIMES_SHORTER), number(real));
    }

    private static List<List<String>> waits(String how, Takeover virtual, Takeover real) {
        return List.of(
                wait("s to the first site, " + how, virtual.first(), real.first()),
                wait("s to the last site, " + how, virtual.last(), real.last()));
    }

    private static List<String> wait(String what, Takeover.Wait virtual, Takeover.Wait real) {
        return List.of(what, both(virtual), both(virtual.inverselyScaled(RealLeases.TIMES_SHORTER)), both(real));
    }

    /** Median and worst. */
    private static String both(Takeover.Wait wait) {
        return seconds(wait.median()) + ", " + seconds(wait.worst());
    }

    /** Where a replica at rest writes more because it has more sites, and where a move takes more than it needs. */
    static List<String> complaints(VirtualLeases virtual) {
        List<String> complaints = new ArrayList<>();
        for (LeaseRest rest : virtual.rests()) {
            LeaseRest few = virtual.rests().stream()
                    .filter(other -> other.replicas() == rest.replicas())
                    .min(Comparator.comparing(LeaseRest::sites))
                    .orElse(rest);
            if (rest.mostWritesAMinute() > few.mostWritesAMinute()) {
                complaints.add("one of " + rest.replicas() + " replicas at rest writes "
                        + number(rest.mostWritesAMinute()) + " times a minute with " + rest.sites() + " sites, and "
                        + number(few.mostWritesAMinute()) + " times with " + few.sites());
            }
        }
        for (LeaseMove move : virtual.moves()) {
            if (move.writes() > move.allowed()) {
                complaints.add(move.moved() + " of " + move.sites() + " sites moved with " + move.writes()
                        + " writes of leases, and " + move.allowed() + " are allowed");
            }
        }
        return complaints;
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String seconds(Duration duration) {
        return number(duration.toMillis() / 1000.0);
    }
}
