package io.siteward.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The first table of {@code docs/calls.md}: what {@code ./siteward bench calls} counted, by operation. */
final class CountedCalls {
    private static final Path FILE = Path.of("../docs/calls.md");
    private static final Set<String> AWS = Set.of("cloudfront", "s3", "sts", "acm");

    private CountedCalls() {}

    /** The AWS calls of one column, those that are made at all. */
    static Map<String, Integer> of(String column) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            boolean cells = line.startsWith("| ") && !line.startsWith("| -");
            if (cells && (!rows.isEmpty() || line.startsWith("| operation "))) {
                rows.add(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
            } else if (!rows.isEmpty() && line.isBlank()) {
                break;
            }
        }
        int index = rows.get(0).indexOf(column);
        Map<String, Integer> counted = new TreeMap<>();
        for (List<String> row : rows) {
            String[] operation = row.get(1).split(" ", -1);
            if (operation.length == 2 && AWS.contains(operation[0])) {
                counted.put(operation[1], Integer.parseInt(row.get(index)));
            }
        }
        counted.values().removeIf(count -> count == 0);
        return counted;
    }
}
