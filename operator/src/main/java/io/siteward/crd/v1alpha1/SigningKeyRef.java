package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A signing key of the same namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SigningKeyRef(
        @JsonPropertyDescription("The name of a SigningKey in the namespace of the site.")
        @Required
        @Size(min = 1, max = 63) @ValidationRule(
                value = "self.matches('^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$')",
                message = "name must be that of a SigningKey in the namespace of the site: lower-case letters,"
                        + " digits, hyphens and dots, for example docs-key")
        String name) {}
