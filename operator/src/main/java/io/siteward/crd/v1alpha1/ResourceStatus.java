package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One AWS resource of the site. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceStatus(
        @JsonPropertyDescription("What it is, for example Bucket.") @Required @Size(min = 1, max = 64) String kind,

        @JsonPropertyDescription("Its name among those of its kind.") @Required @Size(min = 1, max = 256) String name,

        @JsonPropertyDescription("Its id or ARN in AWS.") @Size(max = 2048) @Nullable String id,

        @JsonPropertyDescription("What was last seen of it.") @Required @Size(min = 1, max = 64) String state,

        @JsonPropertyDescription("The hash of what was last carried out. A difference under the same hash is drift.")
        @Size(max = 128) @Nullable String appliedHash) {}
