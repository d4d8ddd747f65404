package io.siteward.gate;

/**
 * One call that is about to leave the process.
 *
 * @param subject on whose behalf
 * @param target where it goes
 * @param account the AWS account whose limits it counts against; the cluster's name for Kubernetes
 * @param service the service's name, for example {@code cloudfront}
 * @param operation as the service spells it, for example {@code CreateDistributionWithTags}
 * @param mutates whether it asks for a change
 */
public record Call(Subject subject, Target target, String account, String service, String operation, boolean mutates) {

    /** Where a call goes. */
    public enum Target {
        AWS,
        KUBERNETES
    }

    @Override
    public String toString() {
        return service + ":" + operation + " for " + subject;
    }
}
