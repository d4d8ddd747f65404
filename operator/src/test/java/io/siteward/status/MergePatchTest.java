package io.siteward.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                    | {\"a\":1}              | {\"a\":1}",
                "{\"a\":1}             | {}                     | {\"a\":null}",
                "{\"a\":1,\"b\":2}     | {\"a\":1,\"b\":3}      | {\"b\":3}",
                "{\"a\":{\"x\":1,\"y\":2}} | {\"a\":{\"x\":1}}  | {\"a\":{\"y\":null}}",
                "{\"a\":{\"x\":1}}     | {\"a\":{\"x\":1,\"z\":{\"q\":1}}} | {\"a\":{\"z\":{\"q\":1}}}",
                "{\"a\":[1,2]}         | {\"a\":[1]}            | {\"a\":[1]}",
                "{\"a\":[{\"x\":1}]}   | {\"a\":[{\"x\":2}]}    | {\"a\":[{\"x\":2}]}",
                "{\"a\":{\"x\":1}}     | {\"a\":[1]}            | {\"a\":[1]}",
                "{\"a\":1}             | {\"a\":1}              | {}",
            })
    void saysOnlyWhatDiffers(String before, String after, String patch) throws JsonProcessingException {
        assertThat(MergePatch.between(mapper.readTree(before), mapper.readTree(after)))
                .isEqualTo(mapper.readTree(patch));
    }
}
