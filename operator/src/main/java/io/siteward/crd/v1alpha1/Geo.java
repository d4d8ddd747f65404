package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
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
        @Nullable List<@Size(max = 2) @Pattern("^[A-Z]{2}$") String> allow,

        @JsonPropertyDescription("All but these countries are served: ISO 3166 codes of two capital letters.")
        @Size(min = 1, max = 250) @ListType(Kind.SET)
        @Nullable List<@Size(max = 2) @Pattern("^[A-Z]{2}$") String> deny) {
    public Geo {
        allow = allow == null ? null : List.copyOf(allow);
        deny = deny == null ? null : List.copyOf(deny);
    }
}
