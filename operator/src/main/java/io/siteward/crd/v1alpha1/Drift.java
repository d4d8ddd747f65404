package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.siteward.crd.schema.DateTime;
import org.jspecify.annotations.Nullable;

/** A difference that somebody else made. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Drift(
        @JsonPropertyDescription("The resource, as kind and name.") @Required @Size(min = 1, max = 330) String resource,

        @JsonPropertyDescription("Where in the resource.") @Required @Size(min = 1, max = 512) String path,

        @JsonPropertyDescription("What it should be, cut at 256 characters. Left out, it should not be there.")
        @Size(max = 256) @Nullable String wanted,

        @JsonPropertyDescription("What was found, cut at 256 characters. Left out, nothing was there.")
        @Size(max = 256) @Nullable String found,

        @JsonPropertyDescription("When it was first seen.") @Required @DateTime
        String at) {}
