package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How objects are encrypted at rest. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.s3Managed)", message = "encryption takes exactly one member: set s3Managed")
public record Encryption(
        @JsonPropertyDescription("AES-256 under keys that S3 manages.") @Nullable S3Managed s3Managed) {
    /** The choice of S3's keys; it has no settings. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record S3Managed() {}
}
