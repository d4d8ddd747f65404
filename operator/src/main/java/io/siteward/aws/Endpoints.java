package io.siteward.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where AWS's services are when they are not at AWS: {@code AWS_ENDPOINT_URL}, and before it {@code
 * AWS_ENDPOINT_URL_<SERVICE>}.
 *
 * <p>SDK 2.40.2 reads both by itself, but from the process's environment only, and it does not tell whether it did: S3
 * needs the bucket in the path then, since {@code bucket.localhost} need not resolve. See
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
record Endpoints(Map<String, String> environment) {
    private static final String GLOBAL = "AWS_ENDPOINT_URL";

    /** Every variable is looked at now, and not when its service is first needed. */
    Endpoints {
        environment = Map.copyOf(environment);
        environment.forEach((variable, value) -> {
            if (variable.startsWith(GLOBAL) && !value.isBlank()) {
                url(variable, value);
            }
        });
    }

    /**
     * The endpoint that is set for the service.
     *
     * @param serviceId the service's id as AWS's table spells it, for example {@code CloudFront}
     */
    Optional<URI> of(String serviceId) {
        String own = GLOBAL + "_" + serviceId.replace(' ', '_').toUpperCase(Locale.ROOT);
        return value(own).or(() -> value(GLOBAL));
    }

    private Optional<URI> value(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> url(variable, value));
    }

    private static URI url(String variable, String value) {
        try {
            URI uri = new URI(value);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                variable + "=" + value + " cannot be used: it must be a URL like http://localhost:4566.");
    }
}
