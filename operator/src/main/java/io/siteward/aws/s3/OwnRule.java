package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/** The lifecycle rules that Siteward writes, each for the whole bucket and for one setting of the site. */
enum OwnRule {
    NONCURRENT("siteward-noncurrent", "lifecycle.noncurrentDays") {
        @Override
        LifecycleRule of(int days) {
            // Once its last version has gone, a delete marker hides nothing and would stay for ever.
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingDelMarkers.html
            return wholeBucket()
                    .noncurrentVersionExpiration(NoncurrentVersionExpiration.builder()
                            .noncurrentDays(days)
                            .build())
                    .expiration(LifecycleExpiration.builder()
                            .expiredObjectDeleteMarker(true)
                            .build())
                    .build();
        }

        @Override
        @Nullable Integer days(LifecycleRule rule) {
            return rule.noncurrentVersionExpiration() == null
                    ? null
                    : rule.noncurrentVersionExpiration().noncurrentDays();
        }
    },
    ABORT_UPLOADS("siteward-abort-uploads", "lifecycle.abortUploadDays") {
        @Override
        LifecycleRule of(int days) {
            return wholeBucket()
                    .abortIncompleteMultipartUpload(AbortIncompleteMultipartUpload.builder()
                            .daysAfterInitiation(days)
                            .build())
                    .build();
        }

        @Override
        @Nullable Integer days(LifecycleRule rule) {
            return rule.abortIncompleteMultipartUpload() == null
                    ? null
                    : rule.abortIncompleteMultipartUpload().daysAfterInitiation();
        }
    };

    private static final String PREFIX = "siteward-";
    private static final LifecycleRuleFilter EVERYTHING =
            LifecycleRuleFilter.builder().prefix("").build();

    private final String id;
    private final String path;

    OwnRule(String id, String path) {
        this.id = id;
        this.path = path;
    }

    String id() {
        return id;
    }

    abstract LifecycleRule of(int days);

    abstract @Nullable Integer days(LifecycleRule rule);

    /** Compares the days, and apart from them everything that somebody may have changed in the rule. */
    void compare(Diff.Builder diff, @Nullable LifecycleRule desired, @Nullable LifecycleRule observed) {
        Integer wanted = desired == null ? null : days(desired);
        Integer found = observed == null ? null : days(observed);
        diff.compare(path, wanted, found);
        if (observed == null || (wanted == null) != (found == null)) {
            return;
        }
        LifecycleRule expected = found == null ? null : of(found);
        diff.compare("lifecycle.rule[" + id + "]", expected, withFilter(observed));
    }

    LifecycleRule.Builder wholeBucket() {
        return LifecycleRule.builder().id(id).status(ExpirationStatus.ENABLED).filter(EVERYTHING);
    }

    static boolean isOurs(LifecycleRule rule) {
        return rule.id() != null && rule.id().startsWith(PREFIX);
    }

    static boolean isKnown(LifecycleRule rule) {
        return Stream.of(values()).anyMatch(kind -> kind.id.equals(rule.id()));
    }

    /**
     * The same rule in today's form. S3 refuses a configuration that mixes the old form, with a prefix of its own, with
     * the form that has a filter ("Base level prefix cannot be used in Lifecycle V2"); and a filter for everything may
     * come back empty.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html">LifecycleRule</a>
     */
    @SuppressWarnings("deprecation") // the old form's prefix, which buckets still have
    static LifecycleRule withFilter(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if (rule.prefix() != null) {
            filter = LifecycleRuleFilter.builder().prefix(rule.prefix()).build();
        } else if (filter == null || filter.equals(LifecycleRuleFilter.builder().build())) {
            filter = EVERYTHING;
        }
        return rule.toBuilder().prefix(null).filter(filter).build();
    }
}
