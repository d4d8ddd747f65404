package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where private halves are stored. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.parameterStore) != has(self.secretsManager)",
        message = "store must have exactly one of parameterStore and secretsManager: leave the other out")
@ValidationRule(
        value = "has(self.parameterStore) == has(oldSelf.parameterStore)",
        message = "store cannot be changed from one to the other, since signers look there for the key: create another"
                + " signing key, have sites trust both, point signers to it, and delete this one")
public record KeyStore(
        @JsonPropertyDescription("A SecureString in Parameter Store for each key.") @Nullable ParameterStore parameterStore,

        @JsonPropertyDescription("A secret in Secrets Manager for each key.") @Nullable SecretsManager secretsManager) {

    private static final String IS_A_KEY = "self.matches('^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$')";
    private static final String NOT_A_KEY =
            "kmsKeyArn must be the ARN of a key, and no alias, since an alias can be pointed to"
                    + " another key: write it like"
                    + " arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /** Parameter Store. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ParameterStore(
            @JsonPropertyDescription(
                    "The ARN of the KMS key that encrypts it, in the same region; a change holds from the next key on. Left out, the account's own key of"
                            + " Parameter Store, which lets everybody in the account decrypt who may read the parameter.")
            @Size(max = 2048) @ValidationRule(value = IS_A_KEY, message = NOT_A_KEY)
            @Nullable String kmsKeyArn) {}

    /** Secrets Manager. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretsManager(
            @JsonPropertyDescription(
                    "The ARN of the KMS key that encrypts it, in the same region; a change holds from the next key on. Left out, the account's own key of"
                            + " Secrets Manager, which lets everybody in the account decrypt who may read the secret.")
            @Size(max = 2048) @ValidationRule(value = IS_A_KEY, message = NOT_A_KEY)
            @Nullable String kmsKeyArn) {}
}
