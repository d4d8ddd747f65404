package io.siteward.aws.cloudfront;

/**
 * The content of an origin access control: how CloudFront signs what it asks the origin for.
 *
 * @param originType {@code s3}
 * @param signingBehaviour {@code always}: a viewer's own Authorization header never reaches the bucket
 * @param signingProtocol {@code sigv4}, the only one
 */
public record OriginAccess(String originType, String signingBehaviour, String signingProtocol) {

    /** The one for a bucket. */
    public static OriginAccess forBucket() {
        return new OriginAccess("s3", "always", "sigv4");
    }
}
