package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.siteward.crd.schema.DateTime;

/** A create that was begun and not seen to end. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PendingCreate(
        @JsonPropertyDescription("What is made, for example Distribution.") @Required @Size(min = 1, max = 64) String kind,

        @JsonPropertyDescription("Its name among those of its kind.") @Required @Size(min = 1, max = 256) String name,

        @JsonPropertyDescription("The token by which AWS knows the request.") @Required @Size(min = 1, max = 256) String token,

        @JsonPropertyDescription("When it was begun.") @Required @DateTime
        String at) {}
