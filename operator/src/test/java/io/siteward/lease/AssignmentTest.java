package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final List<String> KEYS = IntStream.range(0, 3000)
            .mapToObj(i -> "fleet/SecureSite/web/site-" + i)
            .toList();
    private static final List<String> THREE = List.of("siteward-0", "siteward-1", "siteward-2");

    @Test
    void givesEachItsShare() {
        Map<String, Long> shares = KEYS.stream()
                .map(key -> Assignment.choose(key, THREE))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(shares)
                .hasSize(3)
                .allSatisfy((name, share) -> assertThat(share).isBetween(850L, 1150L));
    }

    @Test
    void movesOnlyWhatBelongedToTheOneThatLeft() {
        List<String> two = List.of("siteward-0", "siteward-2");
        for (String key : KEYS) {
            String before = Assignment.choose(key, THREE);
            if (!before.equals("siteward-1")) {
                assertThat(Assignment.choose(key, two)).isEqualTo(before);
            }
        }
    }

    @Test
    void choosesTheSameInWhateverOrderTheyAreNamed() {
        List<String> reversed = List.of("siteward-2", "siteward-1", "siteward-0");
        for (String key : KEYS) {
            assertThat(Assignment.choose(key, reversed)).isEqualTo(Assignment.choose(key, THREE));
        }
    }
}
