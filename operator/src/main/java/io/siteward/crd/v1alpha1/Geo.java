package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.siteward.crd.schema.ListType;
import io.siteward.crd.schema.ListType.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The countries that are served. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.allow) ? 1 : 0) + (has(self.deny) ? 1 : 0) == 1",
        message = "geo takes exactly one of allow and deny")
public record Geo(
        @JsonPropertyDescription(
                "Only these countries are served: ISO 3166 codes of two capital letters, for example DE.")
        @Size(min = 1, max = 250) @ListType(Kind.SET)
        @ValidationRule(value = Geo.COUNTRIES, message = "geo.allow" + Geo.REMEDY)
        @Nullable List<@Size(max = 2) String> allow,

        @JsonPropertyDescription("All but these countries are served: ISO 3166 codes of two capital letters.")
        @Size(min = 1, max = 250) @ListType(Kind.SET)
        @ValidationRule(value = Geo.COUNTRIES, message = "geo.deny" + Geo.REMEDY)
        @Nullable List<@Size(max = 2) String> deny) {
    /**
     * The assigned codes. CloudFront refuses others, but only when the distribution is made.
     *
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GeoRestriction.html">GeoRestriction</a>
     */
    private static final String COUNTRIES =
            "self.all(code, code.matches('^(A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]"
                    + "|E[CEGHRST]|F[IJKMOR]|G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]"
                    + "|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM"
                    + "|P[AEFGHKLMNRSTWY]|QA|R[EOSUW]|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]"
                    + "|U[AGMSYZ]|V[ACEGINU]|W[FS]|Y[ET]|Z[AMW])$'))";

    private static final String REMEDY =
            " takes the assigned ISO 3166 codes of countries, two capital letters each, for"
                    + " example DE; the United Kingdom is GB, Greece GR";

    public Geo {
        allow = allow == null ? null : List.copyOf(allow);
        deny = deny == null ? null : List.copyOf(deny);
    }
}
