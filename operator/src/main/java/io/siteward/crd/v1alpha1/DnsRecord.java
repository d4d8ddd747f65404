package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A record to be made in the DNS. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DnsRecord(
        @JsonPropertyDescription("The host name.") @Required @Size(min = 1, max = 253) String name,

        @JsonPropertyDescription("The record's type, for example CNAME.") @Required @Size(min = 1, max = 16) String type,

        @JsonPropertyDescription("What it points to.") @Required @Size(min = 1, max = 1024) String value) {}
