package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a key comes from. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.generated)", message = "source takes exactly one member: set generated")
public record KeySource(
        @JsonPropertyDescription("Siteward makes it.") @Nullable Generated generated) {

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

    /** How one key takes over from another. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.everyDays) || self.everyDays > self.overlapDays",
            message = "rotation.everyDays is longer than overlapDays, since one key at a time is replaced: raise"
                    + " everyDays, or lower overlapDays")
    public record Rotation(
            @JsonPropertyDescription("After how many days another key takes over. Left out, only when asked.")
            @Min(1) @Max(3650) @Nullable Integer everyDays,

            @JsonPropertyDescription("For how many days the key before is still trusted.")
            @Default("7")
            @Min(1) @Max(400) int overlapDays) {}
}
