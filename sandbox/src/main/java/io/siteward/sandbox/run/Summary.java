package io.siteward.sandbox.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of each step, as a table. */
final class Summary {
    private final List<Row> rows = new ArrayList<>();

    private record Row(String title, String seconds, String result) {}

    void ok(Step step, Duration time) {
        rows.add(new Row(step.title(), seconds(time), "ok"));
    }

    void failed(Step step, Duration time) {
        rows.add(new Row(step.title(), seconds(time), "FAILED"));
    }

    void notRun(Step step) {
        rows.add(new Row(step.title(), "", "not run"));
    }

    void print(PrintStream out) {
        int width = rows.stream().mapToInt(row -> row.title().length()).max().orElse(0);
        String format = "%-" + Math.max(width, 4) + "s  %7s  %s%n";
        out.printf(Locale.ROOT, format, "step", "seconds", "result");
        rows.forEach(row -> out.printf(Locale.ROOT, format, row.title(), row.seconds(), row.result()));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
