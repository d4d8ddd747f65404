package io.siteward.aws.cloudfront;

import java.util.Optional;
import java.util.TreeSet;

/**
 * Policies that AWS keeps, the same in every account: they take nothing from the account's quotas.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html">Managed
 *     cache policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html">Managed
 *     origin request policies</a>
 */
public final class ManagedPolicies {
    /** Passes on Origin and the two headers of a preflight request, which a bucket's CORS rules look at. */
    public static final String CORS_S3_ORIGIN = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf";

    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    private static final String CACHING_OPTIMIZED_UNCOMPRESSED = "b2884449-e4de-46a7-ac36-70bc7f1ddd6d";
    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private static final long YEAR = 31_536_000;

    private ManagedPolicies() {}

    /** The managed cache policy that says exactly the same; empty when there is none. */
    public static Optional<String> cachePolicyFor(CacheRules rules) {
        if (rules.equals(plain(1, 86_400, YEAR, true))) {
            return Optional.of(CACHING_OPTIMIZED);
        }
        if (rules.equals(plain(1, 86_400, YEAR, false))) {
            return Optional.of(CACHING_OPTIMIZED_UNCOMPRESSED);
        }
        if (rules.equals(plain(0, 0, 0, false))) {
            return Optional.of(CACHING_DISABLED);
        }
        return Optional.empty();
    }

    private static CacheRules plain(long min, long standard, long max, boolean compressed) {
        return new CacheRules(min, standard, max, new TreeSet<>(), "none", "none", compressed, compressed);
    }
}
