package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.identity.Identity;
import java.util.Locale;

/** The AWS names that derive from a site's identity. */
final class SiteNames {
    /** S3's limit, see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. */
    private static final int LONGEST_BUCKET_NAME = 63;

    private static final String PREFIX = "siteward-";

    private SiteNames() {}

    /**
     * The bucket's name: the spec's, else one that people can read and that the identity's hash makes unique. Bucket
     * names are global, and this one must be found again after a crash, so nothing random goes into it.
     */
    static String bucket(SecureSiteSpec spec, Identity identity) {
        if (spec.bucketName() != null) {
            return spec.bucketName();
        }
        String hash = identity.hash();
        String readable = (identity.namespace() + "-" + identity.name())
                .toLowerCase(Locale.ROOT)
                .replace('.', '-');
        int room = LONGEST_BUCKET_NAME - PREFIX.length() - 1 - hash.length();
        return PREFIX + readable.substring(0, Math.min(room, readable.length())) + "-" + hash;
    }
}
