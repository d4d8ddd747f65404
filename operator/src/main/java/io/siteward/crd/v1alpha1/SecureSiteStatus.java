package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.siteward.crd.schema.ListType;
import io.siteward.crd.schema.ListType.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was last seen and done of a site. */
@JsonClassDescription("What was last seen and done of the site.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecureSiteStatus(
        @JsonPropertyDescription("The generation of the spec that the rest of the status is about.") @Nullable Long observedGeneration,

        @JsonPropertyDescription("The aspects of the site's state.")
        @Size(max = 20) @ListType(value = Kind.MAP, keys = "type")
        List<Condition> conditions,

        @JsonPropertyDescription("The fleet under which the AWS resources were made.") @Size(max = 128) @Nullable String fleet,

        @JsonPropertyDescription("The AWS account that holds the resources.") @Size(max = 12) @Nullable String accountId,

        @JsonPropertyDescription("Where the site is read.") @Size(max = 300) @Nullable String url,

        @JsonPropertyDescription("The name of the bucket to upload to.") @Size(max = 63) @Nullable String bucketName,

        @JsonPropertyDescription("The id of the CloudFront distribution.") @Size(max = 64) @Nullable String distributionId,

        @JsonPropertyDescription("CloudFront's own host name of the site.") @Size(max = 253) @Nullable String distributionDomain,

        @JsonPropertyDescription("The DNS records that the aliases need.")
        @Size(max = 200) @ListType(
                value = Kind.MAP,
                keys = {"name", "type"})
        List<DnsRecord> dnsRecords,

        @JsonPropertyDescription("The AWS resources that make up the site.")
        @Size(max = 100) @ListType(
                value = Kind.MAP,
                keys = {"kind", "name"})
        List<ResourceStatus> resources,

        @JsonPropertyDescription("Creates that were begun and not yet seen to end.")
        @Size(max = 100) @ListType(
                value = Kind.MAP,
                keys = {"kind", "name"})
        List<PendingCreate> pending,

        @JsonPropertyDescription(
                "What the last look found that somebody else had changed in AWS; condition Drifted says whether it still"
                        + " stands. At most 100 entries.")
        @Size(max = 100) @ListType(
                value = Kind.MAP,
                keys = {"resource", "path"})
        List<Drift> drift,

        @JsonPropertyDescription("The token of each command that was last carried out, by the command's name.")
        @Size(max = 20) Map<String, @Size(max = 256) String> handled,

        @JsonPropertyDescription(
                "The keys of the tags that were last applied; one that has left the spec is taken off AWS.")
        @Size(max = 100) @ListType(Kind.SET)
        List<@Size(max = 128) String> appliedTagKeys,

        @JsonPropertyDescription("Who may change the site's resources, as last seen.") @Nullable LeaseStatus lease)
        implements ManifestStatus<SecureSiteStatus> {
    public SecureSiteStatus {
        conditions = Absent.asEmpty(conditions);
        dnsRecords = Absent.asEmpty(dnsRecords);
        resources = Absent.asEmpty(resources);
        pending = Absent.asEmpty(pending);
        drift = Absent.asEmpty(drift);
        handled = Absent.asEmpty(handled);
        appliedTagKeys = Absent.asEmpty(appliedTagKeys);
    }

    /** The status of a site that nothing was done for. */
    public static SecureSiteStatus empty() {
        return new SecureSiteStatus(
                null, List.of(), null, null, null, null, null, null, List.of(), List.of(), List.of(), List.of(),
                Map.of(), List.of(), null);
    }

    @Override
    public SecureSiteStatus withConditions(List<Condition> value, long generation) {
        return with(generation, value, pending, handled, lease);
    }

    @Override
    public SecureSiteStatus withPending(List<PendingCreate> value) {
        return with(observedGeneration, conditions, value, handled, lease);
    }

    @Override
    public SecureSiteStatus withHandled(Map<String, String> value) {
        return with(observedGeneration, conditions, pending, value, lease);
    }

    @Override
    public SecureSiteStatus withLease(LeaseStatus value) {
        return with(observedGeneration, conditions, pending, handled, value);
    }

    private SecureSiteStatus with(
            @Nullable Long otherGeneration,
            List<Condition> otherConditions,
            List<PendingCreate> otherPending,
            Map<String, String> otherHandled,
            @Nullable LeaseStatus otherLease) {
        return new SecureSiteStatus(
                otherGeneration,
                otherConditions,
                fleet,
                accountId,
                url,
                bucketName,
                distributionId,
                distributionDomain,
                dnsRecords,
                resources,
                otherPending,
                drift,
                otherHandled,
                appliedTagKeys,
                otherLease);
    }
}
