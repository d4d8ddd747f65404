package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.acm.model.CertificateStatus;

/** Every field of the spec: decided on under its paths, found in AWS, guarded there, and gone without a trace. */
class SpecFieldTest {
    private static final Path CRD = Path.of("../crds/securesites.siteward.io.yaml");

    /** The worlds by what the site in them has besides; a case leaves its world as it found it. */
    private static final Map<String, SiteWorld> WORLDS = new HashMap<>();

    private static final Map<String, FieldTrial> TRIALS = new HashMap<>();

    static List<FieldCase> cases() {
        return FieldCase.all().stream().filter(field -> !field.isImmutable()).toList();
    }

    static List<FieldCase> immutables() {
        return FieldCase.all().stream().filter(FieldCase::isImmutable).toList();
    }

    @AfterAll
    static void close() {
        WORLDS.values().forEach(SiteWorld::close);
    }

    @Test
    void everyFieldHasACase() throws IOException {
        JsonNode spec = crd().at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        assertThat(FieldCase.all())
                .extracting(FieldCase::field)
                .containsExactlyInAnyOrderElementsOf(new SpecFields(spec).all());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFieldIsSetChangedGuardedAndTakenOut(FieldCase field) {
        String besides = field.manifest("").toString();
        FieldTrial trial = TRIALS.computeIfAbsent(besides, SpecFieldTest::begin);
        try {
            trial.hold(field);
        } catch (AssertionError | RuntimeException e) {
            TRIALS.remove(besides);
            throw e;
        }
    }

    @ParameterizedTest
    @MethodSource("immutables")
    void anImmutableFieldIsSetAtTheBeginningAndForGood(FieldCase field) throws IOException {
        try (SiteWorld world = new SiteWorld(field.manifest("set").toString())) {
            world.settled();
            assertThat(FieldTrial.at(new AwsState(world).read(), field.word("aws")))
                    .isEqualTo(field.value(0));
        }
        CustomResourceSchema schema = CustomResourceSchema.of(crd(), "v1alpha1");
        assertThat(schema.violations(
                        schema.withDefaults(field.manifest("change")), schema.withDefaults(field.manifest("set"))))
                .singleElement()
                .asString()
                .contains(field.word("immutable"));
    }

    private static FieldTrial begin(String manifest) {
        SiteWorld world = new SiteWorld(manifest);
        WORLDS.put(manifest, world);
        issueCertificates(world);
        SiteKeys keys = new SiteKeys(world);
        List.of("docs-key", "other-key").forEach(keys::make);
        return new FieldTrial(world.settled());
    }

    static void issueCertificates(SiteWorld world) {
        for (String first : List.of("example.com", "*.example.com")) {
            world.acm.put(
                    SiteWorld.ACCOUNT,
                    "us-east-1",
                    List.of(first, "*.example.com", "example.com"),
                    CertificateStatus.ISSUED);
        }
    }

    private static JsonNode crd() throws IOException {
        return new YAMLMapper().readTree(CRD.toFile());
    }
}
