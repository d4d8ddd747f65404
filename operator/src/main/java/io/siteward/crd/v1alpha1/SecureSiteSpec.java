package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a site is to be. Members that are not nullable are required or have a default in the CRD. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecureSiteSpec(
        String region,
        @Nullable String bucketName,
        String defaultRootObject,
        @Nullable Routing routing,
        List<ErrorPage> errorPages,
        Encryption encryption,
        Versioning versioning,
        Lifecycle lifecycle,
        @Nullable Cors cors,
        Headers headers,
        Cache cache,
        PriceClass priceClass,
        boolean ipv6,
        @Nullable String originShieldRegion,
        @Nullable Geo geo,
        List<String> aliases,
        @Nullable Certificate certificate,
        TlsVersion minimumTlsVersion,
        List<PolicyStatement> additionalPolicyStatements,
        boolean forceDestroy,
        Map<String, String> tags,
        int resyncSeconds,
        DeletionPolicy deletionPolicy) {
    public SecureSiteSpec {
        errorPages = Absent.asEmpty(errorPages);
        aliases = Absent.asEmpty(aliases);
        additionalPolicyStatements = Absent.asEmpty(additionalPolicyStatements);
        tags = Absent.asEmpty(tags);
    }
}
