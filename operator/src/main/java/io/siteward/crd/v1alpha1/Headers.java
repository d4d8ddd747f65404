package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The response headers that CloudFront adds. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Headers(Preset preset, @Nullable String contentSecurityPolicy, List<Header> custom) {
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
    public record Header(String name, String value) {}
}
