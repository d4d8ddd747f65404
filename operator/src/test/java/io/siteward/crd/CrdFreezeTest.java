package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code crds/released} is what users may have: nothing that it lets in is refused, dropped or read otherwise. */
class CrdFreezeTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path RELEASED = Path.of("../crds/released/v1alpha1-0.yaml");
    private static final Path CURRENT = Path.of("../crds/securesites.siteward.io.yaml");

    @Test
    void letsInAndKeepsWhatAReleasedSchemaDid() throws IOException {
        assertThat(SchemaBreak.between(schema(RELEASED), schema(CURRENT))).isEmpty();
    }

    @Test
    void keepsTheNamesUnderWhichPeopleAskForIt() throws IOException {
        JsonNode then = YAML.readTree(RELEASED.toFile()).path("spec");
        JsonNode now = YAML.readTree(CURRENT.toFile()).path("spec");
        for (String member : List.of("group", "scope", "names")) {
            assertThat(now.path(member)).as(member).isEqualTo(then.path(member));
        }
    }

    /** Each kind of break, planted once: the field, what is put there, and the line that must come of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec                   | required                   | [region, bucketName] | bucketName is required now
            spec.region            | pattern                    | '^eu-.*$'            | pattern was
            spec.bucketName        | maxLength                  | 10                   | maxLength was 63 and is 10
            spec.bucketName        | minLength                  | 20                   | minLength was
            spec.resyncSeconds     | minimum                    | 100000               | minimum was
            spec.resyncSeconds     | maximum                    | 100                  | maximum was
            spec.aliases           | maxItems                   | 1                    | maxItems was
            spec.aliases           | minItems                   | 1                    | minItems was
            spec.tags              | maxProperties              | 1                    | maxProperties was
            spec.priceClass        | enum                       | [PriceClass100]      | enum has lost
            spec.defaultRootObject | enum                       | [index.html]         | enum is new
            spec.priceClass        | default                    | PriceClass100        | default was
            spec.forceDestroy      | type                       | string               | type was
            spec.aliases           | x-kubernetes-list-type     | atomic               | x-kubernetes-list-type was
            spec.defaultRootObject | format                     | date-time            | format was
            spec                   | x-kubernetes-validations   | [{rule: 'false'}]    | the rule is new: false
            """)
    void findsEachKindOfBreak(String field, String keyword, String value, String said) throws IOException {
        JsonNode planted = schema(CURRENT);
        at(planted, field).set(keyword, YAML.readTree(value));
        assertThat(SchemaBreak.between(schema(CURRENT), planted))
                .anySatisfy(line -> assertThat(line).startsWith(field + ": " + said));
    }

    @Test
    void findsAFieldThatIsGone() throws IOException {
        JsonNode planted = schema(CURRENT);
        ((ObjectNode) at(planted, "spec").path("properties")).remove("ipv6");
        assertThat(SchemaBreak.between(schema(CURRENT), planted))
                .containsExactly("spec.ipv6: is gone, and would be dropped from stored objects");
    }

    @Test
    void letsASchemaGrow() throws IOException {
        JsonNode grown = schema(CURRENT);
        ((ObjectNode) at(grown, "spec").path("properties")).putObject("more").put("type", "string");
        at(grown, "spec.bucketName").put("maxLength", 200);
        at(grown, "spec").remove("x-kubernetes-validations");
        assertThat(SchemaBreak.between(schema(CURRENT), grown)).isEmpty();
    }

    @Test
    void letsARuleBeThatAsksForNothingWhereAFieldIsAbsentThatNobodyHasYet() throws IOException {
        JsonNode released = schema(CURRENT);
        ((ObjectNode) at(released, "spec").path("properties")).remove("ipv6");
        JsonNode current = schema(CURRENT);
        at(current, "spec")
                .withArray("x-kubernetes-validations")
                .addObject()
                .put("rule", "!has(self.ipv6) || self.forceDestroy");
        assertThat(SchemaBreak.between(released, current)).isEmpty();
        assertThat(SchemaBreak.between(schema(CURRENT), current))
                .singleElement()
                .asString()
                .contains("rule is new");
    }

    private static ObjectNode at(JsonNode schema, String field) {
        JsonNode node = schema;
        for (String name : field.split("\\.", -1)) {
            node = node.path("properties").path(name);
        }
        return (ObjectNode) node;
    }

    private static JsonNode schema(Path crd) throws IOException {
        return YAML.readTree(crd.toFile())
                .path("spec")
                .path("versions")
                .path(0)
                .path("schema")
                .path("openAPIV3Schema");
    }
}
