package io.siteward.sandbox.kube;

import java.time.Duration;

/** Lengths of time as kubectl prints ages: the shorter the more exact, in at most two units. */
final class HumanDuration {
    private static final int HOURS_PER_YEAR = 24 * 365;

    private HumanDuration() {}

    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        long minutes = duration.toMinutes();
        long hours = duration.toHours();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 60 * 2) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 60 * 3) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 24 * 8) {
            return two(hours / 24, "d", hours % 24, "h");
        }
        if (hours < HOURS_PER_YEAR * 2) {
            return hours / 24 + "d";
        }
        if (hours < HOURS_PER_YEAR * 8) {
            return two(hours / HOURS_PER_YEAR, "y", hours / 24 % 365, "d");
        }
        return hours / HOURS_PER_YEAR + "y";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
