package io.siteward.aws.cloudfront;

/**
 * What others need of a distribution.
 *
 * @param id for example {@code E2QWRUHEXAMPLE}
 * @param arn what the bucket's policy admits
 * @param domainName for example {@code d111111abcdef8.cloudfront.net}
 */
public record DistributionHandle(String id, String arn, String domainName) {}
