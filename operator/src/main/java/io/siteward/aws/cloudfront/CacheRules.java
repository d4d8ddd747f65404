package io.siteward.aws.cloudfront;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The content of a cache policy: how long CloudFront keeps an object, and what tells two objects apart.
 *
 * @param minSeconds kept at least so long, whatever the object's own headers say
 * @param defaultSeconds kept so long when the object has no Cache-Control or Expires header
 * @param maxSeconds kept at most so long
 * @param headers the request headers in the cache key
 * @param cookies {@code none}, or how cookies stand in the cache key
 * @param queryStrings {@code none}, or how query strings stand in the cache key
 * @param gzip whether objects are kept compressed with gzip too
 * @param brotli whether objects are kept compressed with Brotli too
 */
public record CacheRules(
        long minSeconds,
        long defaultSeconds,
        long maxSeconds,
        SortedSet<String> headers,
        String cookies,
        String queryStrings,
        boolean gzip,
        boolean brotli) {

    /**
     * The rules of a site.
     *
     * <p>The minimum is 0, so that an object's own {@code no-store} holds. With a maximum of 0 CloudFront does not
     * cache, and refuses headers and compression in the policy; the origin request policy then carries Origin.
     *
     * @param varyByOrigin whether answers differ by the viewer's Origin header, as a bucket's CORS answers do
     */
    public static CacheRules forSite(long defaultSeconds, long maxSeconds, boolean varyByOrigin) {
        boolean caches = maxSeconds > 0;
        SortedSet<String> headers = new TreeSet<>();
        if (caches && varyByOrigin) {
            headers.add("Origin");
        }
        return new CacheRules(0, defaultSeconds, maxSeconds, headers, "none", "none", caches, caches);
    }
}
