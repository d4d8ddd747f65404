package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What the bucket clears away by itself. Zero days means never. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lifecycle(
        @JsonPropertyDescription("After how many days a replaced or deleted version is removed. 0 means never.")
        @Default("30")
        @Min(0) @Max(36500) int noncurrentDays,

        @JsonPropertyDescription("After how many days an unfinished upload is removed. 0 means never.")
        @Default("7")
        @Min(0) @Max(36500) int abortUploadDays) {}
