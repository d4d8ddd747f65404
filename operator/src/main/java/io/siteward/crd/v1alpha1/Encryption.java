package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** How objects are encrypted at rest. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Encryption(@Nullable S3Managed s3Managed) {
    /** AES-256 under keys that S3 manages. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record S3Managed() {}
}
