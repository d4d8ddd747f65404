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
        // The characters that a path may have in a distribution.
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
        @Size(min = 2, max = 1024) @ValidationRule(
                value = "self.matches('^(/[A-Za-z0-9_.~$@:&+%\\'-]+)+$')",
                message = "path names one object of the site: a leading slash, then letters, digits and"
                        + " _ - . ~ $ ' @ : & + %, with single slashes between, for example /404.html")
        @ValidationRule(
                value = "!self.matches('/[.][.]?(/|$)')",
                message = "path has a segment . or .., and no object is found there: write the path without it")
        String path,

        @JsonPropertyDescription("For how many seconds CloudFront remembers the error before it asks the bucket again.")
        @Default("10")
        @Min(0) @Max(31536000) int cacheSeconds) {}
