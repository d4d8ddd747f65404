package io.siteward.e2e;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the operator's manifests that say what becomes of them: one document to create, or two, the second updating the
 * first. Lines {@code # expected: …} are the refusals; three dots at a line's end stand for the rest.
 */
record RuleFile(Path file, List<GenericKubernetesResource> documents, List<String> expected) {
    private static final Path FOLDER = Project.ROOT.resolve("operator/src/test/resources/crd");
    private static final String EXPECTED = "# expected: ";

    static List<RuleFile> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(RuleFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isUpdate() {
        return documents.size() == 2;
    }

    /** What is judged: the last document. */
    GenericKubernetesResource manifest() {
        return documents.get(documents.size() - 1);
    }

    /** Whether these are the refusals, in whatever order: the server takes the fields in another one each time. */
    boolean expects(List<String> refusals) {
        List<String> left = new ArrayList<>(refusals);
        for (String wanted : expected) {
            Optional<String> found =
                    left.stream().filter(refusal -> isAs(wanted, refusal)).findFirst();
            if (found.isEmpty()) {
                return false;
            }
            left.remove(found.get());
        }
        return left.isEmpty();
    }

    @Override
    public String toString() {
        return FOLDER.relativize(file).toString();
    }

    private static boolean isAs(String wanted, String refusal) {
        return wanted.endsWith("...")
                ? refusal.startsWith(wanted.substring(0, wanted.length() - 3))
                : refusal.equals(wanted);
    }

    private static RuleFile read(Path file) {
        try (MappingIterator<GenericKubernetesResource> documents =
                new YAMLMapper().readerFor(GenericKubernetesResource.class).readValues(file.toFile())) {
            List<String> expected = Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(EXPECTED))
                    .map(line -> line.substring(EXPECTED.length()))
                    .toList();
            return new RuleFile(file, documents.readAll(), expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
