package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.siteward.crd.schema.DateTime;
import org.jspecify.annotations.Nullable;

/** One key pair of a signing key. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyGeneration(
        @JsonPropertyDescription("Its number: later pairs have higher ones.") @Required @Min(1) @Max(999999999) Integer number,

        @JsonPropertyDescription("The id of its public half, which signed URLs name as Key-Pair-Id.")
        @Size(max = 64) @Nullable String keyId,

        @JsonPropertyDescription(
                "Pending until signers use it, then Current, then Retiring, or Revoked, until it is trusted no more. Lost when"
                        + " one of its halves is gone, so that nobody can sign with it. Trusted for one that was brought: who"
                        + " signs with it is not known.")
        @Required
        @Size(min = 1, max = 64) String state,

        @JsonPropertyDescription("Until when a retiring or revoked one is trusted.") @DateTime @Nullable String until,

        @JsonPropertyDescription(
                "For how long the current one is trusted after another takes over: the longest overlap that"
                        + " was asked for while it was used.")
        @Min(0) @Max(999999999) @Nullable Integer overlapSeconds,

        @JsonPropertyDescription("Since when signers are told to use the current one.") @DateTime @Nullable String since) {}
