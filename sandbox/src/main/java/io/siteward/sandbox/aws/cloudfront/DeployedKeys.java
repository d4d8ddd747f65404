package io.siteward.sandbox.aws.cloudfront;

import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of each group as edge locations have them, who learn late of a change. A deleted group stays as it was. */
final class DeployedKeys {
    private record Rollout(Map<String, PublicKey> keys, Instant deployed) {}

    private final Map<String, List<Rollout>> byGroup = new HashMap<>();

    /** The first keys of a group are there at once: no distribution trusts it yet. */
    void change(String group, Map<String, PublicKey> keys, Instant deployed) {
        List<Rollout> rollouts = byGroup.computeIfAbsent(group, id -> new ArrayList<>());
        rollouts.add(new Rollout(Map.copyOf(keys), rollouts.isEmpty() ? Instant.MIN : deployed));
    }

    /** By id; none for a group that never was. */
    Map<String, PublicKey> at(String group, Instant now) {
        Map<String, PublicKey> deployed = Map.of();
        for (Rollout rollout : byGroup.getOrDefault(group, List.of())) {
            if (!now.isBefore(rollout.deployed())) {
                deployed = rollout.keys();
            }
        }
        return deployed;
    }
}
