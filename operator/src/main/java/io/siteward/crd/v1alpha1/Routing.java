package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How paths without an object of their own are answered. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.spa) ? 1 : 0) + (has(self.folderIndexes) ? 1 : 0) == 1",
        message = "routing takes exactly one of spa and folderIndexes")
public record Routing(
        @JsonPropertyDescription(
                "A single-page application: a path whose last segment has no dot is answered with the default"
                        + " root object.")
        @Nullable Spa spa,

        @JsonPropertyDescription(
                "A site of folders: /a/ is answered with the default root object in a/, and /a is redirected to"
                        + " /a/.")
        @Nullable FolderIndexes folderIndexes) {
    /** The choice of a single-page application; it has no settings. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spa() {}

    /** The choice of folders with an index; it has no settings. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FolderIndexes() {}
}
