package io.siteward.sandbox.kube.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CustomResourceSchemaTest {
    private static final String CRD = """
            spec:
              versions:
                - name: v1
                  schema:
                    openAPIV3Schema:
                      type: object
                      required: [spec]
                      x-kubernetes-validations:
                        - {rule: self.metadata.name.size() <= 5, message: name is too long}
                      properties:
                        metadata: {type: object}
                        spec:
                          type: object
                          required: [size]
                          x-kubernetes-validations:
                            - {rule: "has(self.colour) == has(oldSelf.colour)", message: colour comes and goes}
                            - {rule: "self.size < 50 || has(self.colour)", messageExpression: "'no colour at ' + string(self.size)"}
                            - {rule: "!(self.marker.contains('x')) || self.size > 2", message: x needs a size over 2}
                          properties:
                            size: {type: integer, minimum: 1, maximum: 100}
                            colour: {type: string, enum: [red, blue]}
                            marker: {type: string, default: none, minLength: 2, maxLength: 4, pattern: "^[a-z]+$"}
                            on: {type: boolean}
                            ratio: {type: number, maximum: 1.5}
                            since: {type: string, format: date-time}
                            note: {type: string, nullable: true}
                            limits:
                              type: object
                              default: {}
                              properties:
                                days: {type: integer, default: 30}
                            names: {type: array, maxItems: 2, minItems: 1, x-kubernetes-list-type: set, items: {type: string}}
                            pages:
                              type: array
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [status]
                              items:
                                type: object
                                required: [status]
                                x-kubernetes-validations:
                                  - {rule: "self.path == oldSelf.path", message: path is fixed, reason: FieldValueForbidden, fieldPath: .path}
                                properties:
                                  status: {type: integer}
                                  path: {type: string, default: /}
                            tags:
                              type: object
                              maxProperties: 2
                              additionalProperties: {type: string, maxLength: 3}
                              x-kubernetes-validations:
                                - {rule: "self.all(key, !key.startsWith('aws:'))", message: "no aws:"}
            """;
    private final CustomResourceSchema schema = CustomResourceSchema.parse(CRD, "v1");

    @Test
    void fillsInDefaultsAtEveryDepth() {
        assertThat(schema.withDefaults(object("size: 1, pages: [{status: 404}], marker: null, note: null")))
                .isEqualTo(object(
                        "size: 1, pages: [{status: 404, path: /}], marker: none, note: null, limits: {days: 30}"));
    }

    @Test
    void leavesTheObjectItWasGivenAlone() {
        ObjectNode given = object("size: 1, unknown: 1");
        schema.withDefaults(given);
        schema.pruned(given);
        assertThat(given).isEqualTo(object("size: 1, unknown: 1"));
    }

    @Test
    void dropsAndNamesWhatItDoesNotKnow() {
        ObjectNode given = object("size: 1, huge: {a: 1}, pages: [{status: 404, pth: /x}], tags: {any: x}");
        assertThat(schema.pruned(given)).isEqualTo(object("size: 1, pages: [{status: 404}], tags: {any: x}"));
        assertThat(schema.unknownFields(given)).containsExactly("spec.huge", "spec.pages[0].pth");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("colour: red", "spec.size: Required value"),
                Arguments.of(
                        "size: 0",
                        "spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1"),
                Arguments.of(
                        "size: 101, colour: red",
                        "spec.size: Invalid value: 101: spec.size in body should be less than or equal to 100"),
                Arguments.of(
                        "size: 1, ratio: 2",
                        "spec.ratio: Invalid value: 2: spec.ratio in body should be less than or equal to 1.5"),
                Arguments.of(
                        "size: 1, colour: green",
                        "spec.colour: Unsupported value: \"green\": supported values: \"red\", \"blue\""),
                Arguments.of("size: 1, marker: abcde", "spec.marker: Too long: may not be more than 4 bytes"),
                Arguments.of(
                        "size: 1, marker: a",
                        "spec.marker: Invalid value: \"a\": spec.marker in body should be at least 2 chars long"),
                Arguments.of(
                        "size: 1, marker: A1",
                        "spec.marker: Invalid value: \"A1\": spec.marker in body should match '^[a-z]+$'"),
                Arguments.of(
                        "size: 1, on: \"yes\"",
                        "spec.on: Invalid value: \"string\": spec.on in body must be of type boolean: \"string\""),
                Arguments.of(
                        "size: 1, since: now",
                        "spec.since: Invalid value: \"now\": spec.since in body must be of type date-time: \"now\""),
                Arguments.of("size: 1, names: [a, b, c]", "spec.names: Too many: 3: must have at most 2 items"),
                Arguments.of(
                        "size: 1, names: []",
                        "spec.names: Invalid value: 0: spec.names in body should have at least 1 items"),
                Arguments.of("size: 1, names: [a, a]", "spec.names[1]: Duplicate value: \"a\""),
                Arguments.of(
                        "size: 1, pages: [{status: 404}, {status: 404, path: /x}]",
                        "spec.pages[1]: Duplicate value: {\"status\":404}"),
                Arguments.of("size: 1, tags: {a: x, b: y, c: z}", "spec.tags: Too many: 3: must have at most 2 items"),
                Arguments.of("size: 1, tags: {a: long}", "spec.tags.a: Too long: may not be more than 3 bytes"),
                Arguments.of("size: 1, tags: {\"aws:a\": x}", "spec.tags: Invalid value: \"object\": no aws:"),
                Arguments.of("size: 60", "spec: Invalid value: \"object\": no colour at 60"),
                Arguments.of("size: 1, marker: xx", "spec: Invalid value: \"object\": x needs a size over 2"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInTheApiServersWords(String spec, String expected) {
        assertThat(violations(spec, null)).contains(expected);
    }

    @Test
    void saysThatRulesWereNotCheckedWhenTheObjectHasNotTheirShape() {
        assertThat(violations("size: 60, colour: green", null))
                .last()
                .asString()
                .isEqualTo("<nil>: Invalid value: null: some validation rules were not checked because the object was"
                        + " invalid; correct the existing errors to complete validation");
    }

    @Test
    void comparesWithTheOldObjectWhereThereIsOne() {
        assertThat(violations("size: 1, colour: red", null)).isEmpty();
        assertThat(violations("size: 1, colour: red", "size: 1"))
                .containsExactly("spec: Invalid value: \"object\": colour comes and goes");
    }

    @Test
    void findsAnItemsOldValueByItsKey() {
        assertThat(violations(
                        "size: 1, pages: [{status: 500, path: /n}, {status: 404, path: /new}]",
                        "size: 1, pages: [{status: 404, path: /old}]"))
                .containsExactly("spec.pages[1].path: Forbidden: path is fixed");
    }

    @Test
    void toleratesWhatAnUpdateLeavesAsItWas() {
        assertThat(violations(
                        "size: 1, marker: LONG-AND-BAD, names: [a, a]", "size: 2, marker: LONG-AND-BAD, names: [a, a]"))
                .isEmpty();
        assertThat(violations("size: 1, marker: LONG-AND-BAD", "size: 2, marker: OTHER-BAD"))
                .isNotEmpty();
    }

    @Test
    void judgesTheNameAtTheRoot() {
        ObjectNode object = object("size: 1");
        object.withObject("/metadata").put("name", "abcdef");
        assertThat(schema.violations(schema.withDefaults(object), null))
                .extracting(Violation::toString)
                .containsExactly("<nil>: Invalid value: \"object\": name is too long");
    }

    @Test
    void refusesACrdWhoseRuleNamesAFieldThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CustomResourceSchema.parse(CRD.replace("has(self.colour)\"", "has(self.color)\""), "v1"))
                .withMessageContaining("a rule of 'spec' does not compile")
                .withMessageContaining("undefined field 'color'");
    }

    @Test
    void refusesACrdWhoseRulePointsAtAFieldThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomResourceSchema.parse(CRD.replace("fieldPath: .path", "fieldPath: .pth"), "v1"))
                .withMessageContaining("a rule of 'spec.pages[]'")
                .withMessageContaining("fieldPath .pth");
    }

    @Test
    void refusesACrdWhoseDefaultBreaksARule() {
        String crd = CRD.replace(
                "default: {}",
                "default: {}\n                  x-kubernetes-validations: [{rule: self.days > 0, message: days are missing}]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomResourceSchema.parse(crd, "v1"))
                .withMessageContaining("a default breaks a rule: spec.limits");
    }

    @Test
    void refusesACrdWithAKeywordThatItWouldNotObey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomResourceSchema.parse(CRD.replace("minItems: 1", "uniqueItems: true"), "v1"))
                .withMessageContaining("spec.names")
                .withMessageContaining("uniqueItems");
    }

    private List<String> violations(String spec, @Nullable String oldSpec) {
        ObjectNode old = oldSpec == null ? null : schema.withDefaults(object(oldSpec));
        return schema.violations(schema.withDefaults(object(spec)), old).stream()
                .map(Violation::toString)
                .toList();
    }

    private static ObjectNode object(String spec) {
        try {
            return (ObjectNode)
                    new YAMLMapper().readTree("{apiVersion: x/v1, kind: X, metadata: {name: a}, spec: {" + spec + "}}");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
