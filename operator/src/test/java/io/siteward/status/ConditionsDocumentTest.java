package io.siteward.status;

import io.siteward.GeneratedFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConditionsDocumentTest {
    @Test
    void thePageIsTheTable() throws IOException {
        new GeneratedFile("docs/conditions.md").assertIs(page());
    }

    private static String page() {
        List<ConditionType> columns = Arrays.stream(ConditionType.values())
                .filter(type -> type != ConditionType.DRIFTED)
                .toList();
        return """
                # Conditions

                Generated from the code; `mvn test -Dsiteward.regenerate=true` writes it anew.

                | condition | as it should be | what it says |
                |---|---|---|
                %s

                Each cell is the status and the reason. *as found*: the reason comes from what was found, for example
                AWS's error code or the name of a refusal; the message says what to do. "stays": the condition is left
                as it was before. Ready does not stay True, whatever the table says, while the bucket or the distribution
                is gone or the distribution is switched off: then nobody is answered.

                ## Situations

                | situation | %s |
                |---|%s|
                %s

                ## Drifted

                | drift | Drifted |
                |---|---|
                %s
                """.formatted(
                        rows(Arrays.stream(ConditionType.values())
                                .map(type -> row(type.spelling(), type.healthy(), type.meaning()))),
                        columns.stream().map(ConditionType::spelling).collect(Collectors.joining(" | ")),
                        columns.stream().map(type -> "---").collect(Collectors.joining("|")),
                        rows(Arrays.stream(Situation.values()).map(situation -> situationRow(situation, columns))),
                        rows(Arrays.stream(Drift.values())
                                .map(drift -> row(drift.meaning(), drift.cell().inWords()))));
    }

    private static String situationRow(Situation situation, List<ConditionType> columns) {
        Stream<String> cells =
                columns.stream().map(type -> situation.cell(type, Drift.NONE).inWords());
        return row(Stream.concat(Stream.of(situation.meaning()), cells).toArray(String[]::new));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String rows(Stream<String> rows) {
        return rows.collect(Collectors.joining("\n"));
    }
}
