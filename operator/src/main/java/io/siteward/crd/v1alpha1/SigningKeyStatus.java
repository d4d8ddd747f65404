package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.siteward.crd.schema.ListType;
import io.siteward.crd.schema.ListType.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen and done of a signing key. Nothing in it is secret. What its upkeep does next follows from AWS; of
 * this it heeds the account, the commands that were obeyed, until when keys are to be trusted, and the lease. Sites take the key group's id from here.
 */
@JsonClassDescription("What was last seen and done of the signing key.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SigningKeyStatus(
        @JsonPropertyDescription("The generation of the spec that the rest of the status is about.") @Nullable Long observedGeneration,

        @JsonPropertyDescription("The aspects of the key's state.")
        @Size(max = 20) @ListType(value = Kind.MAP, keys = "type")
        List<Condition> conditions,

        @JsonPropertyDescription("The fleet under which the AWS resources were made.") @Size(max = 128) @Nullable String fleet,

        @JsonPropertyDescription("The AWS account that holds the resources.") @Size(max = 12) @Nullable String accountId,

        @JsonPropertyDescription("The id of the CloudFront key group that trusts the keys.") @Size(max = 64) @Nullable String keyGroupId,

        @JsonPropertyDescription("The parameter or secret that tells signers which key to use.")
        @Size(max = 1011) @Nullable String pointer,

        @JsonPropertyDescription("The id of the public key of the pair that signers use.") @Size(max = 64) @Nullable String currentKeyId,

        @JsonPropertyDescription("The key pairs, the oldest first.")
        @Size(max = 10) @ListType(value = Kind.MAP, keys = "number")
        List<KeyGeneration> generations,

        @JsonPropertyDescription("Creates that were begun and not yet seen to end.")
        @Size(max = 100) @ListType(
                value = Kind.MAP,
                keys = {"kind", "name"})
        List<PendingCreate> pending,

        @JsonPropertyDescription("The token of each command that was last carried out, by the command's name.")
        @Size(max = 20) Map<String, @Size(max = 256) String> handled,

        @JsonPropertyDescription("Who may change the key's resources, as last seen.") @Nullable LeaseStatus lease)
        implements ManifestStatus<SigningKeyStatus> {
    public SigningKeyStatus {
        conditions = Absent.asEmpty(conditions);
        generations = Absent.asEmpty(generations);
        pending = Absent.asEmpty(pending);
        handled = Absent.asEmpty(handled);
    }

    /** The status of a signing key that nothing was done for. */
    public static SigningKeyStatus empty() {
        return new SigningKeyStatus(
                null, List.of(), null, null, null, null, null, List.of(), List.of(), Map.of(), null);
    }

    /** The same, whose resources are in this account. */
    public SigningKeyStatus in(String inFleet, String account) {
        return new SigningKeyStatus(
                observedGeneration,
                conditions,
                inFleet,
                account,
                keyGroupId,
                pointer,
                currentKeyId,
                generations,
                pending,
                handled,
                lease);
    }

    /** The same with what was seen of the keys. */
    public SigningKeyStatus seeing(
            @Nullable String group, @Nullable String named, @Nullable String current, List<KeyGeneration> pairs) {
        return new SigningKeyStatus(
                observedGeneration,
                conditions,
                fleet,
                accountId,
                group,
                named,
                current,
                pairs,
                pending,
                handled,
                lease);
    }

    @Override
    public SigningKeyStatus withConditions(List<Condition> value, long generation) {
        return with(generation, value, pending, handled, lease);
    }

    @Override
    public SigningKeyStatus withPending(List<PendingCreate> value) {
        return with(observedGeneration, conditions, value, handled, lease);
    }

    @Override
    public SigningKeyStatus withHandled(Map<String, String> value) {
        return with(observedGeneration, conditions, pending, value, lease);
    }

    @Override
    public SigningKeyStatus withLease(LeaseStatus value) {
        return with(observedGeneration, conditions, pending, handled, value);
    }

    private SigningKeyStatus with(
            @Nullable Long generation,
            List<Condition> otherConditions,
            List<PendingCreate> otherPending,
            Map<String, String> otherHandled,
            @Nullable LeaseStatus otherLease) {
        return new SigningKeyStatus(
                generation,
                otherConditions,
                fleet,
                accountId,
                keyGroupId,
                pointer,
                currentKeyId,
                generations,
                otherPending,
                otherHandled,
                otherLease);
    }
}
