package io.siteward.sandbox.bench;

import java.time.Duration;

/**
 * What an operator with so many sites costs.
 *
 * @param residentKilobytes memory of the operator's process at the end
 * @param ready from the start of its process until it says that it is ready
 * @param lookedAt from the start of its process until it has looked at every site
 * @param writes to AWS and to Kubernetes, at sites that nobody changes
 */
record FleetFigures(
        int sites,
        double awsCallsAnHour,
        double kubernetesCallsAnHour,
        long residentKilobytes,
        double cpuSecondsAnHour,
        Duration ready,
        Duration lookedAt,
        int writes) {}
