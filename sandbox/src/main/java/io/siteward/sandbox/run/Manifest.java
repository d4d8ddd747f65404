package io.siteward.sandbox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that holds one site.
 *
 * @param site not judged yet: that is the API's
 */
record Manifest(Path file, GenericKubernetesResource site) {
    private static final ObjectMapper YAML = new YAMLMapper();

    /** @throws SandboxFailure when there is no such file, or it does not hold a SecureSite with a name */
    static Manifest read(Path file) {
        SandboxFailure.unless(
                Files.isRegularFile(file) && Files.isReadable(file),
                "The manifest " + file + " is not a file that can be read.");
        GenericKubernetesResource site;
        try {
            site = YAML.readValue(file.toFile(), GenericKubernetesResource.class);
        } catch (JsonProcessingException e) {
            throw new SandboxFailure("The manifest " + file + " is not YAML that Kubernetes would read.", e);
        } catch (IOException e) {
            throw new SandboxFailure("The manifest " + file + " cannot be read: " + e.getMessage(), e);
        }
        SandboxFailure.unless("SecureSite".equals(site.getKind()), "The manifest " + file + " is not a SecureSite.");
        SandboxFailure.unless(
                site.getMetadata() != null && site.getMetadata().getName() != null,
                "The site in " + file + " has no metadata.name.");
        return new Manifest(file, site);
    }

    String name() {
        return site.getMetadata().getName();
    }
}
