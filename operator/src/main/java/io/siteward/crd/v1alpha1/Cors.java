package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.siteward.crd.schema.AllowedValues;
import io.siteward.crd.schema.ListType;
import io.siteward.crd.schema.ListType.Kind;
import java.util.List;

/** Which other origins' scripts may read the site. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cors(
        @JsonPropertyDescription("The origins, exactly as browsers send them, for example https://app.example.com.")
        @Required
        @Size(min = 1, max = 50) @ListType(Kind.SET)
        @ValidationRule(
                value =
                        "self.all(origin, origin.matches("
                                + "'^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])*[a-z0-9]([a-z0-9-]*[a-z0-9])?(:[0-9]{1,5})?$'))",
                message = "allowedOrigins are exact origins with https and without a path, for example"
                        + " https://app.example.com; no wildcards")
        @ValidationRule(
                value =
                        "self.all(origin, !origin.matches(':[0-9]+$') || origin.matches("
                                + "':([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$'))",
                message = "allowedOrigins has a port that does not exist: ports go from 1 to 65535, without leading"
                        + " zeros")
        @ValidationRule(
                value = "self.all(origin, !origin.endsWith(':443'))",
                message = "allowedOrigins names port 443, which no browser sends since it is that of https: leave :443"
                        + " out")
        List<@Size(min = 9, max = 267) String> allowedOrigins,

        @JsonPropertyDescription("The HTTP methods. A site answers no others than GET and HEAD.")
        @Default("[\"GET\", \"HEAD\"]")
        @Size(min = 1, max = 2) @ListType(Kind.SET)
        List<@AllowedValues({"GET", "HEAD"}) String> allowedMethods) {
    public Cors {
        allowedOrigins = Absent.asEmpty(allowedOrigins);
        allowedMethods = Absent.asEmpty(allowedMethods);
    }
}
