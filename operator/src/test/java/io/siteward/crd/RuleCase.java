package io.siteward.crd;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file that says what the API server makes of a manifest: one document to create, or two, the second updating the
 * first. Lines {@code # expected: …} are the refusals, in their order; three dots at a line's end stand for the rest.
 *
 * @param file where it stands
 * @param manifest what is applied
 * @param old what was stored before; null on a create
 * @param expected the refusals; none in a good case
 */
record RuleCase(Path file, ObjectNode manifest, @Nullable ObjectNode old, List<String> expected) {
    private static final String EXPECTED = "# expected: ";

    static List<RuleCase> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(RuleCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the refusals are those that are expected. */
    boolean matches(List<String> refusals) {
        if (refusals.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < refusals.size(); i++) {
            String wanted = expected.get(i);
            boolean cut = wanted.endsWith("...");
            String beginning = cut ? wanted.substring(0, wanted.length() - 3) : wanted;
            if (cut ? !refusals.get(i).startsWith(beginning) : !refusals.get(i).equals(wanted)) {
                return false;
            }
        }
        return true;
    }

    boolean isGood() {
        return file.getFileName().toString().startsWith("good-");
    }

    @Override
    public String toString() {
        int names = file.getNameCount();
        return file.subpath(names - 2, names).toString();
    }

    private static RuleCase read(Path file) {
        try (MappingIterator<ObjectNode> documents =
                new YAMLMapper().readerFor(ObjectNode.class).readValues(file.toFile())) {
            List<String> expected = Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(EXPECTED))
                    .map(line -> line.substring(EXPECTED.length()))
                    .toList();
            List<ObjectNode> all = documents.readAll();
            ObjectNode old = all.size() == 2 ? all.get(0) : null;
            return new RuleCase(file, all.get(all.size() - 1), old, expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
