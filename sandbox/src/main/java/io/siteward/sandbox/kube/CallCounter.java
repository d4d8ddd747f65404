package io.siteward.sandbox.kube;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each call came in. */
final class CallCounter {
    private final Map<KubernetesCall, Integer> counts = new ConcurrentHashMap<>();

    void count(KubernetesCall call) {
        counts.merge(call, 1, Integer::sum);
    }

    Map<KubernetesCall, Integer> counts() {
        return Map.copyOf(counts);
    }

    void forget() {
        counts.clear();
    }
}
