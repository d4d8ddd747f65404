package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** How long CloudFront keeps what it fetched from the bucket. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
// The API server holds the default, {}, to this rule before it fills in the members.
@ValidationRule(
        value = "!has(self.defaultSeconds) || !has(self.maxSeconds) || self.defaultSeconds <= self.maxSeconds",
        message = "cache.defaultSeconds is greater than cache.maxSeconds: lower the one or raise the other")
public record Cache(
        @JsonPropertyDescription("Seconds for an object without a Cache-Control header. 0 means not at all.")
        @Default("300")
        @Min(0) @Max(31536000) int defaultSeconds,

        @JsonPropertyDescription(
                "The most seconds, whatever an object's Cache-Control header asks for. 0 means no" + " caching.")
        @Default("86400")
        @Min(0) @Max(31536000) int maxSeconds) {}
