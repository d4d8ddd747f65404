package io.siteward.sandbox.run;

import io.siteward.sandbox.run.SiteState.Condition;
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

/** Prints how sites come up and change: at every look, a line for what is new of resources, drift and conditions. */
public final class Progress {
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begin;
    private final Map<String, SiteState> seen = new TreeMap<>();

    public Progress(PrintStream out, InstantSource clock) {
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
        grouped(before == null ? Map.of() : resources(before), resources(site), "no longer used", changes);
        grouped(before == null ? Map.of() : drift(before), drift(site), "as wanted again", changes);
        List<String> conditions = conditions(before == null ? Map.of() : before.conditions(), site);
        if (!conditions.isEmpty()) {
            changes.add(String.join(", ", conditions));
        }
        return changes;
    }

    /** A line for each word that is new of something, with all that it is new of. */
    private static void grouped(
            Map<String, String> before, Map<String, String> now, String noMore, List<String> changes) {
        Map<String, List<String>> subjects = new TreeMap<>();
        now.forEach((subject, word) -> {
            if (!word.equals(before.get(subject))) {
                subjects.computeIfAbsent(word, any -> new ArrayList<>()).add(subject);
            }
        });
        before.keySet().stream()
                .filter(subject -> !now.containsKey(subject))
                .forEach(subject -> subjects.computeIfAbsent(noMore, any -> new ArrayList<>())
                        .add(subject));
        subjects.forEach((word, all) -> changes.add(word + ": " + String.join(", ", all)));
    }

    private static Map<String, String> resources(SiteState site) {
        Map<String, String> words = new TreeMap<>();
        site.resources().forEach((resource, each) -> words.put(shortened(resource, site), each.state()));
        return words;
    }

    private static List<String> conditions(Map<String, Condition> before, SiteState site) {
        return site.conditions().entrySet().stream()
                .filter(each -> {
                    Condition earlier = before.getOrDefault(each.getKey(), Condition.NONE);
                    return !each.getValue().isAs(earlier);
                })
                .map(each -> each.getKey() + "=" + each.getValue().status() + " ("
                        + each.getValue().reason() + ")")
                .toList();
    }

    private static Map<String, String> drift(SiteState site) {
        Map<String, String> words = new TreeMap<>();
        site.drift().forEach(each -> words.put(shortened(each, site), "changed in AWS"));
        return words;
    }

    /** The bucket's name once is enough: its aspects go without. */
    private static String shortened(String resource, SiteState site) {
        return site.bucketName().isEmpty() || resource.startsWith("Bucket ")
                ? resource
                : resource.replaceFirst("[ /]" + Pattern.quote(site.bucketName()), "");
    }
}
