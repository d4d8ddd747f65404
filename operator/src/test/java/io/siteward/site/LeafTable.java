package io.siteward.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is expected of the change of every leaf: {@code src/test/resources/drift/leaves.yaml}. */
final class LeafTable {
    private static final Path FILE = Path.of("src/test/resources/drift/leaves.yaml");

    /** What becomes of a leaf that somebody changes; the sections of the file. */
    enum Fate {
        DRIFT("drift"),
        STAYS("stays"),
        MADE_ANEW("madeAnew"),
        REFUSED("refused"),
        LOCKED_OUT("lockedOut"),
        LEFT_ALONE("leftAlone"),
        FIXED("fixed");

        private final String section;

        Fate(String section) {
            this.section = section;
        }
    }

    /**
     * One line.
     *
     * @param words the paths of the drift, the writes that mend it, or a reason
     */
    record Line(Fate fate, String leaf, List<String> words) {
        boolean isAbout(String name) {
            return leaf.contains("*") ? name.matches(Pattern.quote(leaf).replace("*", "\\E.*\\Q")) : leaf.equals(name);
        }
    }

    private final List<Line> lines = new ArrayList<>();

    LeafTable() {
        JsonNode file = read();
        for (Fate fate : Fate.values()) {
            file.path(fate.section).properties().forEach(line -> lines.add(line(fate, line.getKey(), line.getValue())));
        }
    }

    /** The line of a leaf: that which names it, else the first whose asterisk covers it. */
    Optional<Line> of(String leaf) {
        Optional<Line> named =
                lines.stream().filter(line -> line.leaf.equals(leaf)).findFirst();
        return named.or(() -> lines.stream().filter(line -> line.isAbout(leaf)).findFirst());
    }

    /** The lines that are about none of these leaves. */
    List<Line> idle(Collection<String> leaves) {
        return lines.stream()
                .filter(line -> leaves.stream().noneMatch(line::isAbout))
                .toList();
    }

    private static Line line(Fate fate, String leaf, JsonNode value) {
        List<String> words = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(word -> words.add(word.asText()));
        } else {
            words.add(value.asText());
        }
        return new Line(fate, leaf, words);
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
