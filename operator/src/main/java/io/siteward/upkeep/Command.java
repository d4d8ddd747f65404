package io.siteward.upkeep;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.identity.Identity;
import io.siteward.status.Excerpt;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person can ask for by an annotation of the manifest. Its value is a token: each is obeyed once, and then stands
 * in the status.
 *
 * @param name the annotation's, without our prefix
 */
public record Command(String name) {
    /** To look at once, past everything that is remembered. */
    public static final Command RECONCILE = new Command("reconcile");

    private static final int LONGEST_TOKEN = 256;

    /** The whole name of the annotation. */
    public String annotation() {
        return Identity.TAG_PREFIX + name;
    }

    /** Empty when it is not asked for. */
    String token(HasMetadata manifest) {
        return Excerpt.of(manifest.getMetadata().getAnnotations().getOrDefault(annotation(), ""), LONGEST_TOKEN);
    }

    /** Whether it is asked for and was not obeyed. */
    public boolean isNew(HasMetadata manifest, ManifestStatus<?> status) {
        String token = token(manifest);
        return !token.isEmpty() && !token.equals(status.handled().get(name));
    }

    /** The commands that were obeyed, this one among them. */
    public Map<String, String> handled(HasMetadata manifest, ManifestStatus<?> status) {
        Map<String, String> handled = new TreeMap<>(status.handled());
        handled.put(name, token(manifest));
        return handled;
    }
}
