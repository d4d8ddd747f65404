package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.GeneratedFile;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.acm.model.CertificateStatus;

/**
 * Cases that are folders: {@code in.yaml} is a manifest, {@code out.yaml} what AWS has when the site is ready, and
 * {@code certificates.yaml}, if there, the names of each certificate that was issued before. The signing keys that the
 * manifest names are there.
 */
class GoldenTest {
    private static final String FOLDER = "operator/src/test/resources/golden";
    private static final Path CASES = Path.of("..", FOLDER);
    private static final Path CRD = Path.of("../crds/securesites.siteward.io.yaml");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(
                    YAMLGenerator.Feature.MINIMIZE_QUOTES,
                    YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    YAMLGenerator.Feature.LITERAL_BLOCK_STYLE,
                    YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theManifestBecomesWhatAwsHas(String name) throws IOException {
        Path folder = CASES.resolve(name);
        try (SiteWorld world = new SiteWorld(Files.readString(folder.resolve("in.yaml")))) {
            issueCertificates(world, folder.resolve("certificates.yaml"));
            SiteKeys keys = new SiteKeys(world);
            world.site.getSpec().signingKeyRefs().forEach(ref -> keys.make(ref.name()));
            world.untilReady();
            new GeneratedFile(FOLDER + "/" + name + "/out.yaml").assertIs(text(new AwsState(world).read()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theManifestIsOneThatAClusterTakes(String name) throws IOException {
        CustomResourceSchema schema = CustomResourceSchema.of(read(CRD), "v1alpha1");
        ObjectNode manifest = (ObjectNode) read(CASES.resolve(name).resolve("in.yaml"));
        assertThat(schema.unknownFields(manifest)).isEmpty();
        assertThat(schema.violations(schema.withDefaults(manifest), null)).isEmpty();
    }

    @Test
    void everyFieldOfTheSpecHasACaseThatSetsItToSomethingElseThanItsDefault() throws IOException {
        SpecFields fields = specFields();
        Set<String> without = new TreeSet<>(fields.all());
        for (String name : cases()) {
            JsonNode manifest = read(CASES.resolve(name).resolve("in.yaml"));
            without.removeAll(fields.setBy(manifest.path("spec")));
        }
        assertThat(without).as("fields without a case in " + FOLDER).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .region                                            | {region: eu-central-1}
            .ipv6                                              | {ipv6: false}
            .routing.spa                                       | {routing: {spa: {}}}
            .tags                                              | {tags: {team: docs}}
            .errorPages[].path                                 | {errorPages: [{path: /a}]}
            .additionalPolicyStatements[].conditions[].values  | {additionalPolicyStatements: [{conditions: [{values: [x]}]}]}
            ''                                                 | {ipv6: true, versioning: Enabled}
            """)
    void aFieldIsSetWhereItDiffersFromItsDefault(String path, String spec) throws IOException {
        SpecFields fields = specFields();
        List<String> expected = path.isEmpty() ? List.of() : List.of(path);
        assertThat(fields.setBy(YAML.readTree(spec))).containsExactlyElementsOf(expected);
        assertThat(fields.all()).containsAll(expected);
    }

    private static SpecFields specFields() throws IOException {
        return new SpecFields(read(CRD).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"));
    }

    static void issueCertificates(SiteWorld world, Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (JsonNode certificate : read(file)) {
            List<String> names = new ArrayList<>();
            certificate.forEach(name -> names.add(name.asText()));
            world.acm.put(SiteWorld.ACCOUNT, "us-east-1", names, CertificateStatus.ISSUED);
        }
    }

    private static String text(JsonNode state) throws IOException {
        return "# What AWS has of in.yaml. To write it anew:\n# " + GeneratedFile.COMMAND + "\n"
                + YAML.writeValueAsString(state);
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(Files.readString(file));
    }
}
