package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the bucket keeps what an upload or a deletion replaces. */
public enum Versioning {
    @JsonProperty("Enabled")
    ENABLED,
    @JsonProperty("Suspended")
    SUSPENDED
}
