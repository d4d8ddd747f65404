package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.identity.Identity;
import io.siteward.readable.BucketFacts;
import io.siteward.readable.BucketView;
import io.siteward.readable.Insiders;
import io.siteward.readable.Verdicts;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.upkeep.Admission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.NoSuchResourceException;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * The buckets of an account, and what each is open to beyond what its site grants. It reads past the wire, so that it is
 * neither counted nor struck by faults.
 */
public final class SiteBuckets {
    private final String account;
    private final S3Client s3;
    private final CloudFrontClient cloudFront;
    private final Verdicts verdicts;
    private final Pattern distribution;

    /** A policy may outlive the distribution that it names. */
    private final Set<String> distributions = new HashSet<>();

    public SiteBuckets(InMemoryS3 s3, InMemoryCloudFront cloudFront, String account, Verdicts verdicts) {
        this.account = account;
        this.s3 = s3.as(Caller.ofAccount(account));
        this.cloudFront = cloudFront.as(Caller.ofAccount(account));
        this.verdicts = verdicts;
        this.distribution = Pattern.compile("arn:aws:cloudfront::" + account + ":distribution/[A-Z0-9]+(?=\")");
    }

    /** What the bucket of a site is called, whether or not it is there. */
    public static String name(SecureSite site) {
        return SiteNames.bucket(site.getSpec(), identity(site));
    }

    /** By bucket, who can do what; an empty set for a bucket that is closed. */
    public Map<String, Set<String>> openings(List<SecureSite> sites) {
        Map<String, Set<String>> openings = new TreeMap<>();
        for (Bucket bucket : s3.listBuckets().buckets()) {
            BucketFacts facts = new BucketView(s3).read(bucket.name());
            openings.put(bucket.name(), verdicts.on(facts, insiders(facts, sites)));
        }
        return openings;
    }

    private Insiders insiders(BucketFacts facts, List<SecureSite> sites) {
        Optional<SecureSite> owner =
                sites.stream().filter(site -> facts.name().equals(name(site))).findFirst();
        if (owner.isEmpty()) {
            return new Insiders(account, Set.of(), List.of());
        }
        distributions.addAll(distributions(facts, identity(owner.get())));
        return new Insiders(
                account, distributions, GrantedStatements.of(owner.get().getSpec(), facts.name()));
    }

    /** Those that the policy names and that carry the site's mark. Not by a list: to look must not change what lags. */
    private List<String> distributions(BucketFacts facts, Identity owner) {
        return distribution
                .matcher(facts.policy().orElse(""))
                .results()
                .map(MatchResult::group)
                .filter(arn -> owner.owns(tags(arn)))
                .toList();
    }

    private Map<String, String> tags(String arn) {
        try {
            return cloudFront.listTagsForResource(request -> request.resource(arn)).tags().items().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
        } catch (NoSuchResourceException e) {
            return Map.of();
        }
    }

    private static Identity identity(SecureSite site) {
        return new Admission("test-fleet", "site").identity(site);
    }
}
