package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.siteward.crd.schema.ListType;
import io.siteward.crd.schema.ListType.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers that CloudFront adds to every response. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Headers(
        @JsonPropertyDescription("A ready-made set of security headers: Strict for a site with no frames and no foreign"
                + " scripts, Basic for any site, None for none.")
        @Default("Strict")
        Preset preset,

        @JsonPropertyDescription("The Content-Security-Policy header, in place of the preset's.")
        @Size(min = 1, max = 1783) @ValidationRule(
                value = "self.matches('^[ -~]+$')",
                message = "contentSecurityPolicy is one line of printable ASCII characters")
        @Nullable String contentSecurityPolicy,

        @JsonPropertyDescription("Further headers.")
        @Size(max = 10) @ListType(value = Kind.MAP, keys = "name")
        @ValidationRule(
                value = "self.all(a, self.all(b, a.name == b.name || a.name.lowerAscii() != b.name.lowerAscii()))",
                message = "headers.custom has a header twice, since their names have no case: remove one")
        List<Header> custom) {
    public Headers {
        custom = Absent.asEmpty(custom);
    }

    /** A ready-made set of security headers. */
    public enum Preset {
        @JsonProperty("Strict")
        STRICT,
        @JsonProperty("Basic")
        BASIC,
        @JsonProperty("None")
        NONE
    }

    /** One response header. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Header(
            @JsonPropertyDescription("The header's name, for example Permissions-Policy.")
            @Required
            @Size(min = 1, max = 256) @ValidationRule(
                    value = "self.matches('^[A-Za-z0-9-]+$')",
                    message = "name consists of letters, digits and hyphens")
            // Security headers and CORS headers have their own settings in a response headers policy; the rest
            // is CloudFront's and the connection's own.
            // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
            // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-restrictions.html
            @ValidationRule(
                    value = "!self.matches('(?i)^(strict-transport-security|x-content-type-options"
                            + "|x-frame-options|x-xss-protection|referrer-policy|content-security-policy)$')",
                    message = "name is a security header: use headers.preset, and for"
                            + " Content-Security-Policy headers.contentSecurityPolicy")
            @ValidationRule(
                    value = "!self.matches('(?i)^access-control-')",
                    message = "name is a CORS header: use cors")
            @ValidationRule(
                    value = "!self.matches('(?i)^(connection|content-encoding|content-length|expect|host"
                            + "|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|trailer"
                            + "|transfer-encoding|upgrade|via|warning|x-accel-.*|x-amz-cf-.*|x-amzn-.*"
                            + "|x-cache.*|x-edge-.*|x-forwarded-proto|x-real-ip)$')",
                    message = "name is a header that CloudFront keeps for itself: choose another")
            String name,

            @JsonPropertyDescription("The header's value.")
            @Required
            @Size(min = 1, max = 1783) @ValidationRule(
                    value = "self.matches('^[ -~]+$')",
                    message = "value is one line of printable ASCII characters")
            String value) {}
}
