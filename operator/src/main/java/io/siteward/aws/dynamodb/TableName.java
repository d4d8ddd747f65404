package io.siteward.aws.dynamodb;

/**
 * Which table holds the leases.
 *
 * @param region for example {@code eu-central-1}
 */
public record TableName(String region, String name) {

    /** As it stands in messages. */
    @Override
    public String toString() {
        return "lease table " + name + " in " + region;
    }
}
