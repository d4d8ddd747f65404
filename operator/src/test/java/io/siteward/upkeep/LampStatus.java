package io.siteward.upkeep;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.crd.v1alpha1.PendingCreate;
import io.siteward.crd.v1alpha1.ResourceStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every status says, and no more. */
public record LampStatus(
        @Nullable Long observedGeneration,
        List<Condition> conditions,
        @Nullable String fleet,
        @Nullable String accountId,
        List<ResourceStatus> resources,
        List<PendingCreate> pending,
        Map<String, String> handled,
        @Nullable LeaseStatus lease)
        implements ManifestStatus<LampStatus> {

    static final LampStatus NONE = new LampStatus(null, List.of(), null, null, List.of(), List.of(), Map.of(), null);

    @Override
    public LampStatus withConditions(List<Condition> value, long generation) {
        return new LampStatus(generation, value, fleet, accountId, resources, pending, handled, lease);
    }

    @Override
    public LampStatus withPending(List<PendingCreate> value) {
        return new LampStatus(observedGeneration, conditions, fleet, accountId, resources, value, handled, lease);
    }

    @Override
    public LampStatus withHandled(Map<String, String> value) {
        return new LampStatus(observedGeneration, conditions, fleet, accountId, resources, pending, value, lease);
    }

    @Override
    public LampStatus withLease(LeaseStatus value) {
        return new LampStatus(observedGeneration, conditions, fleet, accountId, resources, pending, handled, value);
    }
}
