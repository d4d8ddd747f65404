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
import io.siteward.crd.schema.AllowedValues;

/** What a signing key is to be. Members that are not nullable are required or have a default in the CRD. */
@JsonClassDescription("What the signing key is to be.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "!has(self.source.generated) || self.source.generated.rotation.overlapDays * 86400 >= self.longestLifetimeSeconds + 600",
        fieldPath = ".longestLifetimeSeconds",
        message = "longestLifetimeSeconds is at most the overlap less ten minutes, or what was signed last would be"
                + " refused before it ends: raise source.generated.rotation.overlapDays, or lower it")
@ValidationRule(
        value =
                "!has(self.source.existing) || self.source.existing.privateKeyName.startsWith('/') == has(self.store.parameterStore)",
        fieldPath = ".source",
        message = "source.existing.privateKeyName begins with a slash in Parameter Store, and with none in Secrets"
                + " Manager")
public record SigningKeySpec(
        @JsonPropertyDescription(
                "The AWS region where the private half is stored, for example eu-central-1. Cannot be changed.")
        @Required
        @AllowedValues({
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2"
        })
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
