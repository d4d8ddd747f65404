package io.siteward.sign.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sign.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are none, or whose parts are of types that API Gateway does not make. */
class OddEventsTest {
    private static final String BODY = "{\"path\":\"/members/a.pdf\",\"expiresInSeconds\":600}";
    private static final String ODD = "odd value";

    private final FunctionOnAStore function = new FunctionOnAStore();

    @AfterEach
    void close() {
        function.close();
    }

    /** Whatever takes the place of whichever part: it is refused, or the part does not matter. */
    @ParameterizedTest
    @ValueSource(
            strings = {"null", "true", "0", "1.5", "-1e400", "\"\"", "\"x\"", "[]", "[null]", "{}", "{\"a\":null}"})
    void noPartOfAnotherTypeIsAMistakeOrAnAdmission(String odd) throws Exception {
        Set<String> matter =
                Set.of("httpMethod", "headers", "requestContext", "authorizer", "claims", "cognito:groups", "body");
        for (List<String> place : places()) {
            String event = JsonText.of(with(Events.post(BODY).members(), place)).replace('"' + ODD + '"', odd);

            Object status = function.answer(event).get("statusCode");

            if (matter.contains(place.get(place.size() - 1))) {
                assertThat(status).as(event).isNotEqualTo(200L);
            }
            if (!place.equals(List.of("httpMethod"))) {
                assertThat(status).as(event).isNotEqualTo(500L);
            }
        }
        assertThat(function.logged).allMatch(line -> line.startsWith("The event has no httpMethod"));
    }

    @Test
    void anEnormousEventIsRefused() throws Exception {
        Map<String, Object> event = Events.post(" ".repeat(6_000_000)).members();

        assertThat(function.answer(JsonText.of(event)).get("statusCode")).isEqualTo(413L);
    }

    @Test
    void anEventThatIsDeeperThanAnyIsAnswered() throws Exception {
        String event = "{\"httpMethod\":\"POST\",\"body\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}";

        assertThat(function.answer(event).get("statusCode")).isEqualTo(500L);
        assertThat(function.logged).singleElement().asString().endsWith("it is too deep.");
    }

    /** Every member of the event and of what is in it, by the names that lead to it. */
    private static List<List<String>> places() {
        List<List<String>> places = new ArrayList<>();
        addPlaces(List.of(), Events.post(BODY).members(), places);
        assertThat(places).hasSizeGreaterThan(10);
        return places;
    }

    private static void addPlaces(List<String> to, Map<?, ?> members, List<List<String>> places) {
        members.forEach((name, value) -> {
            List<String> place = new ArrayList<>(to);
            place.add((String) name);
            places.add(place);
            if (value instanceof Map<?, ?> inner) {
                addPlaces(place, inner, places);
            }
        });
    }

    private static Map<String, Object> with(Map<?, ?> members, List<String> place) {
        Map<String, Object> changed = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            boolean isThere = name.equals(place.get(0));
            if (isThere && place.size() == 1) {
                changed.put((String) name, ODD);
            } else if (isThere && value instanceof Map<?, ?> inner) {
                changed.put((String) name, with(inner, place.subList(1, place.size())));
            } else {
                changed.put((String) name, value);
            }
        });
        return changed;
    }
}
