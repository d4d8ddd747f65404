package io.siteward.readable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExposureTest {
    private static final int FEWEST_PUBLIC_CASES = 40;

    static List<Case> publicCases() {
        return Case.table("public.yaml");
    }

    static List<Case> privateCases() {
        return Case.table("private.yaml");
    }

    @Test
    void theTableOfPublicBucketsIsLong() {
        assertThat(publicCases()).hasSizeGreaterThanOrEqualTo(FEWEST_PUBLIC_CASES);
        assertThat(Case.all().map(Case::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("publicCases")
    void objectsToWhatIsOpen(Case bucket) {
        assertThat(bucket.open()).isNotEmpty();
        assertThat(Exposure.of(bucket.facts(), bucket.insiders()))
                .extracting(Objection::opening)
                .containsAll(bucket.open().stream().map(ExposureTest::opening).toList());
    }

    @ParameterizedTest
    @MethodSource("privateCases")
    void objectsToNothingThatIsClosed(Case bucket) {
        assertThat(Exposure.of(bucket.facts(), bucket.insiders())).isEmpty();
    }

    /** {@code ANYBODY s3:GetObject} as an objection says it; {@code lock X} stands for itself. */
    private static String opening(String open) {
        int space = open.indexOf(' ');
        String who = open.substring(0, space);
        String what = open.substring(space + 1);
        return who.equals("lock") ? "nobody yet: " + open : Asker.valueOf(who) + ": " + what;
    }
}
