package io.siteward.crash;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Call;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.site.SiteBuckets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsRequest;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionRequest;

/** Whatever distribution is sent to CloudFront asks for signatures on every path that its site's manifest calls private. */
final class ClosedPaths implements Invariant {
    private final World world;

    ClosedPaths(World world) {
        this.world = world;
    }

    @Override
    public void after(Call call) {
        if (!call.operation().endsWith("Distribution") && !call.operation().endsWith("DistributionWithTags")) {
            return;
        }
        List<CallRecord> calls = world.aws().calls();
        sent(calls.get(calls.size() - 1).request())
                .filter(DistributionConfig::enabled)
                .ifPresent(config -> world.cluster.all().stream()
                        .filter(site -> isOf(site, config))
                        .forEach(site -> check(call, site, config)));
    }

    private static Optional<DistributionConfig> sent(SdkRequest request) {
        if (request instanceof CreateDistributionWithTagsRequest create) {
            return Optional.of(create.distributionConfigWithTags().distributionConfig());
        }
        return request instanceof UpdateDistributionRequest update
                ? Optional.of(update.distributionConfig())
                : Optional.empty();
    }

    private static boolean isOf(SecureSite site, DistributionConfig config) {
        return config.origins().items().stream()
                .anyMatch(origin -> origin.domainName().startsWith(SiteBuckets.name(site) + "."));
    }

    private static void check(Call call, SecureSite site, DistributionConfig config) {
        Map<String, TrustedKeyGroups> groups = new HashMap<>();
        groups.put("/*", config.defaultCacheBehavior().trustedKeyGroups());
        config.cacheBehaviors().items().forEach(each -> groups.put(each.pathPattern(), each.trustedKeyGroups()));
        List<String> open = new ArrayList<>(site.getSpec().privatePaths());
        open.removeIf(path -> asksForSignatures(groups.get(path)));
        if (!open.isEmpty()) {
            throw new AssertionError(call.operation() + " leaves open " + open);
        }
    }

    private static boolean asksForSignatures(@Nullable TrustedKeyGroups groups) {
        return groups != null && groups.enabled() && !groups.items().isEmpty();
    }
}
