package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which differences of behaviours, once they are put right, let more people read. */
class BehaviourDiffTest {
    private static final String PATH = "distribution.behaviours[/m/*]";

    @ParameterizedTest(name = "{1}, and wanted is {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/m/*=K1 *=open     | /m/*=open *=open       | ''",
                "/m/*=K1 *=open     | *=open                 | ''",
                "/m/*=K1 *=open     | /m/*=K1+K9 *=open      | ''",
                "/m/*=K1 *=open     | /m/*=K1+account *=open | ''",
                "/m/*=K1 *=open     | /m/*=K9 *=open         | PATH.trustedKeyGroups",
                "/m/*=K1 *=open     | /m/*=account *=open    | PATH.trustedKeyGroups",
                "/m/*=K1+K2 *=open  | /m/*=K1 *=open         | PATH.trustedKeyGroups",
                "*=open             | /m/*=K1 *=open         | PATH",
                "*=open             | /m/*=account *=open    | PATH",
                "*=open             | /m/*=open *=open       | ''",
                "*=K1               | /m/*=K1 *=open         | ''",
                "*=K1               | /m/*=K1+K9 *=open      | ''",
                "*=K1               | /m/*=open *=open       | ''",
                "*=K2               | /m/*=K1 *=open         | PATH.trustedKeyGroups",
                "*=K1+K2            | /m/*=K1 *=K1           | distribution.defaultBehaviour.trustedKeyGroups PATH.trustedKeyGroups",
                "*=K1               | /m/*=account *=open    | PATH.trustedKeyGroups",
                "*=open             | *=K1                   | distribution.defaultBehaviour.trustedKeyGroups",
                "*=open             | *=account              | distribution.defaultBehaviour.trustedSigners"
            })
    void tellsWhatLetsMoreRead(String wanted, String found, String opening) {
        Diff.Builder diff = Diff.builder();

        new BehaviourDiff(diff)
                .compare(Doors.parse(wanted).desired(), Doors.parse(found).config());

        assertThat(diff.build().openings().stream().map(Change::path).collect(Collectors.joining(" ")))
                .isEqualTo(opening.replace("PATH", PATH));
    }
}
