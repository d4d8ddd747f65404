package io.siteward.sandbox.aws.s3;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/**
 * Which lifecycle rules may be put. They are kept and given back; nothing here expires.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle
 *     configuration elements</a>
 */
final class LifecycleRules {
    private static final int MAX_RULES = 1000;
    private static final int MAX_ID = 255;
    private static final int MAX_NEWER_VERSIONS = 100;

    private LifecycleRules() {}

    static List<LifecycleRule> checked(List<LifecycleRule> rules) {
        if (rules.isEmpty() || rules.size() > MAX_RULES) {
            throw S3Refusal.malformedXml();
        }
        List<LifecycleRule> named = IntStream.range(0, rules.size())
                .mapToObj(i -> named(rules.get(i), i))
                .toList();
        Set<String> ids = new HashSet<>();
        for (LifecycleRule rule : named) {
            check(rule);
            if (!ids.add(rule.id())) {
                throw S3Refusal.invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
            }
        }
        return named;
    }

    /** A rule without an id gets one. */
    private static LifecycleRule named(LifecycleRule rule, int index) {
        return rule.id() == null || rule.id().isEmpty()
                ? rule.toBuilder().id("generated-" + index).build()
                : rule;
    }

    private static void check(LifecycleRule rule) {
        if (rule.id().length() > MAX_ID) {
            throw S3Refusal.invalidArgument("ID length should not exceed allowed limit of " + MAX_ID);
        }
        if (!ExpirationStatus.knownValues().contains(rule.status())) {
            throw S3Refusal.malformedXml();
        }
        checkFilter(rule);
        boolean acts = rule.expiration() != null
                || rule.noncurrentVersionExpiration() != null
                || rule.abortIncompleteMultipartUpload() != null
                || rule.hasTransitions()
                || rule.hasNoncurrentVersionTransitions();
        if (!acts) {
            throw S3Refusal.of("InvalidRequest", "At least one action needs to be specified in a rule");
        }
        checkExpiration(rule);
        checkNoncurrent(rule.noncurrentVersionExpiration());
        checkAbort(rule);
    }

    /** The old element Prefix or the new element Filter, with at most one thing in it. */
    // Deprecated, and still accepted.
    @SuppressWarnings("deprecation")
    private static void checkFilter(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if ((filter == null) == (rule.prefix() == null)) {
            throw S3Refusal.malformedXml();
        }
        if (filter != null && predicates(filter) > 1) {
            throw S3Refusal.malformedXml();
        }
    }

    private static long predicates(LifecycleRuleFilter filter) {
        return Stream.of(
                        filter.prefix() != null,
                        filter.tag() != null,
                        filter.objectSizeGreaterThan() != null,
                        filter.objectSizeLessThan() != null,
                        filter.and() != null)
                .filter(present -> present)
                .count();
    }

    private static void checkExpiration(LifecycleRule rule) {
        LifecycleExpiration expiration = rule.expiration();
        if (expiration == null) {
            return;
        }
        long forms = Stream.of(
                        expiration.days() != null,
                        expiration.date() != null,
                        expiration.expiredObjectDeleteMarker() != null)
                .filter(present -> present)
                .count();
        if (forms != 1) {
            throw S3Refusal.malformedXml();
        }
        requirePositive(expiration.days(), "'Days' for Expiration action must be a positive integer");
        boolean tooEarly = expiration.days() != null
                && rule.transitions().stream()
                        .anyMatch(transition -> transition.days() != null && transition.days() >= expiration.days());
        if (tooEarly) {
            throw S3Refusal.invalidArgument("'Days' in the Expiration action for rule '" + rule.id()
                    + "' must be greater than 'Days' in the Transition action");
        }
        if (expiration.expiredObjectDeleteMarker() != null && hasTag(rule.filter())) {
            throw S3Refusal.of("InvalidRequest", "ExpiredObjectDeleteMarker cannot be specified with Tags.");
        }
    }

    private static void checkNoncurrent(@Nullable NoncurrentVersionExpiration expiration) {
        if (expiration == null) {
            return;
        }
        if (expiration.noncurrentDays() == null) {
            throw S3Refusal.malformedXml();
        }
        requirePositive(
                expiration.noncurrentDays(),
                "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer");
        Integer newer = expiration.newerNoncurrentVersions();
        if (newer != null && (newer < 1 || newer > MAX_NEWER_VERSIONS)) {
            throw S3Refusal.invalidArgument("'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be"
                    + " between 1 and " + MAX_NEWER_VERSIONS);
        }
    }

    private static void checkAbort(LifecycleRule rule) {
        if (rule.abortIncompleteMultipartUpload() == null) {
            return;
        }
        requirePositive(
                rule.abortIncompleteMultipartUpload().daysAfterInitiation(),
                "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer");
        if (hasTag(rule.filter())) {
            throw S3Refusal.of("InvalidRequest", "AbortIncompleteMultipartUpload cannot be specified with Tags.");
        }
    }

    private static boolean hasTag(@Nullable LifecycleRuleFilter filter) {
        return filter != null
                && (filter.tag() != null
                        || (filter.and() != null && filter.and().hasTags()));
    }

    private static void requirePositive(@Nullable Integer days, String message) {
        if (days != null && days < 1) {
            throw S3Refusal.invalidArgument(message);
        }
    }
}
