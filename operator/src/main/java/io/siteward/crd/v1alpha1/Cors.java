package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Which other origins may read the site from a browser's script. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cors(List<String> allowedOrigins, List<String> allowedMethods) {
    public Cors {
        allowedOrigins = Absent.asEmpty(allowedOrigins);
        allowedMethods = Absent.asEmpty(allowedMethods);
    }
}
