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
import io.siteward.crd.schema.AllowedValues;

/** The page that is shown instead of an error. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorPage(
        @JsonPropertyDescription(
                "The HTTP status that the page stands for, and is sent with. 404 covers the 403 with which S3"
                        + " answers for a missing object; 403 itself cannot be listed.")
        @Required
        @AllowedValues({"400", "404", "405", "414", "416", "500", "501", "502", "503", "504"})
        int status,

        @JsonPropertyDescription("The page's path on the site, for example /404.html.")
        @Required
        @Size(min = 2, max = 1024) @ValidationRule(
                value = "self.matches('^/[^?#[:space:]]+$')",
                message = "path is a path on the site with a leading slash and without ? and #, for example"
                        + " /404.html")
        String path,

        @JsonPropertyDescription("For how many seconds CloudFront remembers the error before it asks the bucket again.")
        @Default("10")
        @Min(0) @Max(31536000) int cacheSeconds) {}
