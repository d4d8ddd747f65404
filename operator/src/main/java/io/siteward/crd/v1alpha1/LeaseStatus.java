package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.siteward.crd.schema.DateTime;

/** Who holds the lease of the site, and with it the right to change anything in AWS. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseStatus(
        @JsonPropertyDescription("The replica that holds it, with the mark of its run.")
        @Required
        @Size(min = 1, max = 300) String member,

        @JsonPropertyDescription("The cluster of that replica.") @Required @Size(min = 1, max = 128) String cluster,

        @JsonPropertyDescription("Rises with every change of holder.") @Required
        Long epoch,

        @JsonPropertyDescription("When it was taken.") @Required @DateTime
        String since) {}
