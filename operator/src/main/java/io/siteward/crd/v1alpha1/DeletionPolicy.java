package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the AWS resources when the custom resource is deleted. */
public enum DeletionPolicy {
    @JsonProperty("Delete")
    DELETE,
    @JsonProperty("Retain")
    RETAIN
}
