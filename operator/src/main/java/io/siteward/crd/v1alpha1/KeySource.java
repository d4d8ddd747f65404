package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.siteward.crd.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a key comes from. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.generated) != has(self.existing)",
        message = "source must have exactly one of generated and existing: leave the other out")
@ValidationRule(
        value = "has(self.generated) == has(oldSelf.generated)",
        message = "source cannot be changed from one to the other: create another signing key, have sites trust both,"
                + " point signers to it, and delete this one")
public record KeySource(
        @JsonPropertyDescription("Siteward makes it.") @Nullable Generated generated,

        @JsonPropertyDescription("You have made it, and let another take over when you like.") @Nullable Existing existing) {

    /** A key that Siteward makes, and its successors. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Generated(
            @JsonPropertyDescription(
                    "RSA2048, which every signer knows, or ECDSAP256, which is faster and makes shorter URLs. Another one is"
                            + " in effect from the next rotation on.")
            @Default("RSA2048")
            KeyAlgorithm algorithm,

            @JsonPropertyDescription("When another key takes over, and how.") @Default("{}")
            Rotation rotation) {}

    /** Keys that somebody else has made. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Existing(
            @JsonPropertyDescription(
                    "The ids of the CloudFront public keys that are trusted; while one takes over from another, both.")
            @Required
            @Size(min = 1, max = 5) @ListType(ListType.Kind.SET)
            @ValidationRule(
                    value = "self.all(id, id.matches('^K[A-Z0-9]+$'))",
                    message =
                            "publicKeyIds must be ids that CloudFront gave to public keys: K, then capitals and digits,"
                                    + " as aws cloudfront list-public-keys shows them")
            List<@Size(max = 64) String> publicKeyIds,

            @JsonPropertyDescription(
                    "The name of the parameter or secret from which signers take the private key, its id and its"
                            + " algorithm. Siteward tells it to signers, and neither reads nor writes it.")
            @Required
            @Size(max = 512) @ValidationRule(
                    value = "self.matches('^/?([A-Za-z0-9_.-]+/)+[A-Za-z0-9_.-]+$')",
                    message =
                            "privateKeyName must be the name of a parameter or secret in a folder, of letters, digits and"
                                    + " _ . - between slashes: store it under one like /web/docs-key")
            String privateKeyName) {}

    /** How one key takes over from another. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.everyDays) || self.everyDays > self.overlapDays",
            message = "rotation.everyDays must be more than overlapDays, since one key at a time is replaced:"
                    + " raise everyDays, or lower overlapDays")
    public record Rotation(
            @JsonPropertyDescription("After how many days another key takes over. Left out, only when asked.")
            @Min(1) @Max(3650) @Nullable Integer everyDays,

            @JsonPropertyDescription("For how many days the key before is still trusted.")
            @Default("7")
            @Min(1) @Max(400) int overlapDays) {}
}
