package io.siteward.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Operators with few and with many sites side by side. */
final class FleetTable {
    /** Sites come back at times that are spread over a tenth of the interval; few sites show that, many do not. */
    private static final double SLACK = 1.25;

    /** Calls an hour that any fleet may have more: what all sites share is read in some windows and not in others. */
    private static final double SHARED = 120;

    private FleetTable() {}

    static String of(List<FleetFigures> fleets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "sites",
                "AWS calls/h",
                "Kubernetes calls/h",
                "resident MB",
                "CPU s/h",
                "s to ready",
                "s to all looked at"));
        fleets.forEach(fleet -> rows.add(List.of(
                Integer.toString(fleet.sites()),
                number("%.0f", fleet.awsCallsAnHour()),
                number("%.0f", fleet.kubernetesCallsAnHour()),
                number("%.0f", fleet.residentKilobytes() / 1024.0),
                number("%.1f", fleet.cpuSecondsAnHour()),
                number("%.1f", seconds(fleet.ready())),
                number("%.1f", seconds(fleet.lookedAt())))));
        return MarkdownTable.of(rows);
    }

    /** Where calls grow faster than the sites, and where something was written though nothing had changed. */
    static List<String> complaints(List<FleetFigures> fleets) {
        List<String> complaints = new ArrayList<>();
        for (FleetFigures fleet : fleets) {
            if (fleet.writes() > 0) {
                complaints.add(fleet.sites() + " sites that nobody changed: " + fleet.writes() + " writes");
            }
        }
        List<FleetFigures> withSites =
                fleets.stream().filter(fleet -> fleet.sites() > 0).toList();
        for (int more = 1; more < withSites.size(); more++) {
            FleetFigures few = withSites.get(more - 1);
            FleetFigures many = withSites.get(more);
            grown("AWS", few, many, FleetFigures::awsCallsAnHour, complaints);
            grown("Kubernetes", few, many, FleetFigures::kubernetesCallsAnHour, complaints);
        }
        return complaints;
    }

    private static void grown(
            String what,
            FleetFigures few,
            FleetFigures many,
            ToDoubleFunction<FleetFigures> calls,
            List<String> complaints) {
        double before = calls.applyAsDouble(few) / few.sites();
        double after = calls.applyAsDouble(many) / many.sites();
        if (after > before * SLACK + SHARED / many.sites()) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "calls to %s grow faster than the sites: %.0f an hour for each of %d, %.0f for each of %d",
                    what,
                    before,
                    few.sites(),
                    after,
                    many.sites()));
        }
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
