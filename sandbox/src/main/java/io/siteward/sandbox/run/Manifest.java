package io.siteward.sandbox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One site, as it is applied.
 *
 * @param origin the file that it is from
 * @param site not judged yet: that is the API's
 */
public record Manifest(String origin, GenericKubernetesResource site) {
    private static final ObjectMapper YAML = new YAMLMapper();

    /** @throws SandboxFailure when there is no such file, or it does not hold a SecureSite with a name */
    static Manifest read(Path file) {
        SandboxFailure.unless(
                Files.isRegularFile(file) && Files.isReadable(file),
                "The manifest " + file + " is not a file that can be read.");
        try {
            return of(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new SandboxFailure("The manifest " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The same from text.
     *
     * @param name what messages call it
     */
    public static Manifest of(String name, String yaml) {
        GenericKubernetesResource site;
        try {
            site = YAML.readValue(yaml, GenericKubernetesResource.class);
        } catch (JsonProcessingException e) {
            throw new SandboxFailure("The manifest " + name + " is not YAML that Kubernetes would read.", e);
        }
        SandboxFailure.unless("SecureSite".equals(site.getKind()), "The manifest " + name + " is not a SecureSite.");
        SandboxFailure.unless(
                site.getMetadata() != null && site.getMetadata().getName() != null,
                "The site in " + name + " has no metadata.name.");
        return new Manifest(name, site);
    }

    /** The same under another name. */
    Manifest named(String other) {
        GenericKubernetesResource copy = YAML.convertValue(site, GenericKubernetesResource.class);
        copy.getMetadata().setName(other);
        return new Manifest(origin, copy);
    }

    public String name() {
        return site.getMetadata().getName();
    }
}
