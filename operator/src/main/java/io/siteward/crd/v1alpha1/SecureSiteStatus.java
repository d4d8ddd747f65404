package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was last seen and done of a site. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecureSiteStatus(
        @Nullable Long observedGeneration,
        List<Condition> conditions,
        @Nullable String fleet,
        @Nullable String accountId,
        @Nullable String url,
        @Nullable String bucketName,
        @Nullable String distributionId,
        @Nullable String distributionDomain,
        List<DnsRecord> dnsRecords,
        List<ResourceStatus> resources,
        List<PendingCreate> pending,
        List<Drift> drift,
        Map<String, String> handled) {
    public SecureSiteStatus {
        conditions = Absent.asEmpty(conditions);
        dnsRecords = Absent.asEmpty(dnsRecords);
        resources = Absent.asEmpty(resources);
        pending = Absent.asEmpty(pending);
        drift = Absent.asEmpty(drift);
        handled = Absent.asEmpty(handled);
    }

    /** The status of a site that nothing was done for. */
    public static SecureSiteStatus empty() {
        return new SecureSiteStatus(
                null, List.of(), null, null, null, null, null, null, List.of(), List.of(), List.of(), List.of(),
                Map.of());
    }
}
