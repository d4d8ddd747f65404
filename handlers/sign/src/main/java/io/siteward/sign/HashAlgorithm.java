package io.siteward.sign;

/**
 * What a policy is hashed with before it is signed. CloudFront takes SHA-1 unless it is told otherwise.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Hash-Algorithm</a>
 */
public enum HashAlgorithm {
    SHA1,
    SHA256
}
