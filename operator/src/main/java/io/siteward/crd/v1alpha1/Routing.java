package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** How paths without a file of their own are answered. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Routing(@Nullable Spa spa, @Nullable FolderIndexes folderIndexes) {
    /** Paths whose last segment has no dot are answered with the default root object. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spa() {}

    /** {@code /a/} is answered with {@code /a/index.html}; {@code /a} is redirected to {@code /a/}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FolderIndexes() {}
}
