package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The certificate for the aliases. Exactly one member is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.arn)", message = "certificate takes exactly one member: set arn")
public record Certificate(
        @JsonPropertyDescription(
                "The ARN of a certificate in AWS Certificate Manager that covers all aliases. It must be in"
                        + " us-east-1, since CloudFront uses no other region's.")
        @Size(max = 200) @ValidationRule(
                value = "self.matches('^arn:aws:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]+$')",
                message = "certificate.arn is not a certificate of AWS Certificate Manager in us-east-1, and"
                        + " CloudFront uses no other region's: request or import the certificate there")
        @Nullable String arn) {}
