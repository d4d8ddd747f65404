package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.GeneratedFile;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrdFilesTest {
    static final Path FOLDER = Path.of("..", "crds");

    static List<Class<? extends CustomResource<?, ?>>> types() {
        return List.of(SecureSite.class, SigningKey.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theFileIsWhatTheJavaTypeSays(Class<? extends CustomResource<?, ?>> type) throws IOException {
        ObjectNode crd = CrdSource.crd(type);
        String yaml = CrdSource.yaml(crd);
        new GeneratedFile("crds/" + CustomResource.getCRDName(type) + ".yaml").assertIs(yaml);
        assertThat(CrdSource.read(yaml)).as("the YAML read back").isEqualTo(crd);
    }
}
