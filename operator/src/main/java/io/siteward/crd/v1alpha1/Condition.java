package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.siteward.crd.schema.AllowedValues;
import io.siteward.crd.schema.DateTime;

/** One aspect of the state, in Kubernetes' form. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("The aspect, for example Ready.")
        @Required
        @Size(min = 1, max = 64) @Pattern("^[A-Za-z][A-Za-z0-9]*$") String type,

        @JsonPropertyDescription("Whether it holds: True, False or Unknown.")
        @Required
        @AllowedValues({"True", "False", "Unknown"})
        String status,

        @JsonPropertyDescription("The generation of the spec that this condition is about.") @Required @Min(0) long observedGeneration,

        @JsonPropertyDescription("Since when the status is as it is.") @Required @DateTime
        String lastTransitionTime,

        @JsonPropertyDescription("The cause in one word.")
        @Required
        @Size(min = 1, max = 64) @Pattern("^[A-Za-z][A-Za-z0-9]*$") String reason,

        @JsonPropertyDescription("The cause in a sentence, with the remedy if there is one.")
        @Required
        @Size(max = 4096) String message) {}
