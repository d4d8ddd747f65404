package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.siteward.crd.schema.Region;

/** What a signing key is to be. Members that are not nullable are required or have a default in the CRD. */
@JsonClassDescription("What the signing key is to be.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "!has(self.source.generated) || self.source.generated.rotation.overlapDays * 86400 >= self.longestLifetimeSeconds + 600",
        fieldPath = ".longestLifetimeSeconds",
        message = "longestLifetimeSeconds must be at most the overlap less ten minutes, or what was signed"
                + " last would be refused before it ends: raise source.generated.rotation.overlapDays, or"
                + " lower longestLifetimeSeconds")
@ValidationRule(
        value =
                "!has(self.source.existing) || self.source.existing.privateKeyName.startsWith('/') == has(self.store.parameterStore)",
        fieldPath = ".source",
        message = "source.existing.privateKeyName must begin with a slash in Parameter Store, and with none"
                + " in Secrets Manager: write it so, or name the store that has it in store")
public record SigningKeySpec(
        @JsonPropertyDescription(
                "The AWS region where the private half is stored, for example eu-central-1. Cannot be changed.")
        @Required
        @Region
        @ValidationRule(
                value = "self == oldSelf",
                message = "region cannot be changed, since signers look there for the key: create another signing key")
        String region,

        @JsonPropertyDescription("Where the key comes from.") @Default("{\"generated\": {}}")
        KeySource source,

        @JsonPropertyDescription("Where the private half is stored.") @Default("{\"parameterStore\": {}}")
        KeyStore store,

        @JsonPropertyDescription(
                "The longest lifetime that anything signed with it is given, in seconds. A key that another has taken over from is trusted until nothing that it signed can be valid.")
        @Default("86400")
        @Min(1) @Max(31536000) int longestLifetimeSeconds,

        @JsonPropertyDescription("After how many seconds the key is compared with AWS again when nothing happened.")
        @Default("3600")
        @Min(60) @Max(86400) int resyncSeconds,

        @JsonPropertyDescription(
                "What becomes of the key in AWS when the signing key is deleted: Delete it, or Retain it as it is.")
        @Default("Retain")
        DeletionPolicy deletionPolicy) {}
