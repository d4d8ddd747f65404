package io.siteward.sandbox.run;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prints how sites come up and change: a line for every change of a resource, a condition or a drift. */
final class Progress {
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begin;
    private final Map<String, SiteState> seen = new TreeMap<>();

    Progress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** Prints a line of one's own, with the seconds since the beginning. */
    void say(String line) {
        out.println(String.format(
                Locale.ROOT, "%6ss  %s", Summary.seconds(Duration.between(begin, clock.instant())), line));
    }

    /** Prints what changed since the last look; a site that is not in the list is gone. */
    void look(List<SiteState> sites) {
        List<String> gone = new ArrayList<>(seen.keySet());
        for (SiteState site : sites) {
            gone.remove(site.name());
            SiteState before = seen.put(site.name(), site);
            changes(before, site).forEach(line -> say(site.name() + ": " + line));
        }
        gone.forEach(name -> {
            seen.remove(name);
            say(name + ": gone");
        });
    }

    private static List<String> changes(@Nullable SiteState before, SiteState site) {
        List<String> changes = new ArrayList<>();
        changes(before == null ? Map.of() : resources(before), resources(site), " gone", changes);
        changes(before == null ? Map.of() : conditions(before), conditions(site), " gone", changes);
        changes(before == null ? Map.of() : drift(before), drift(site), " is as wanted again", changes);
        return changes;
    }

    private static void changes(
            Map<String, String> before, Map<String, String> now, String noMore, List<String> changes) {
        now.forEach((subject, state) -> {
            if (!state.equals(before.get(subject))) {
                changes.add(subject + state);
            }
        });
        before.keySet().stream()
                .filter(subject -> !now.containsKey(subject))
                .forEach(subject -> changes.add(subject + noMore));
    }

    private static Map<String, String> resources(SiteState site) {
        Map<String, String> lines = new TreeMap<>();
        site.resources().forEach((resource, each) -> lines.put(shortened(resource, site), " " + each.state()));
        return lines;
    }

    private static Map<String, String> conditions(SiteState site) {
        Map<String, String> lines = new TreeMap<>();
        site.conditions().forEach((type, each) -> lines.put(type, " " + each.status() + " (" + each.reason() + ")"));
        return lines;
    }

    private static Map<String, String> drift(SiteState site) {
        Map<String, String> lines = new TreeMap<>();
        site.drift().forEach(each -> lines.put(shortened(each, site), " was changed in AWS"));
        return lines;
    }

    /** The bucket's name once is enough: its aspects go without. */
    private static String shortened(String resource, SiteState site) {
        return site.bucketName().isEmpty() || resource.startsWith("Bucket ")
                ? resource
                : resource.replaceFirst("[ /]" + Pattern.quote(site.bucketName()), "");
    }
}
