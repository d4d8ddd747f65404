package io.siteward.crash;

import io.siteward.OperatorRole;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.site.SiteBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What outlives the operator: AWS, the cluster, and time.
 *
 * <p>AWS is called directly and not over the wire, which is some ten times faster: that both are the same to the operator
 * is what the other tests of sites show, all of which go over the wire.
 */
public final class World {
    /** The account that the operator works in. */
    public static final String OURS = "111122223333";

    /** The account of strangers. */
    public static final String THEIRS = "444455556666";

    /** Long enough for some looks in between, and short beside the time that a world must be quiet to be at rest. */
    private static final Duration DEPLOYING = Duration.ofSeconds(30);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryS3 s3 = new InMemoryS3(clock);
    final InMemoryAcm acm = new InMemoryAcm();
    final InMemoryCloudFront cloudFront = new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(DEPLOYING), acm);
    final Cluster cluster = new Cluster(clock);
    private final InMemoryAws aws = new InMemoryAws(clock, List.of(s3, cloudFront, acm, new InMemorySts()));
    private final RolePolicy operatorsPolicy;

    /** A world with nothing in it, and with the role that the operator works under. */
    public World() {
        operatorsPolicy = OperatorRole.bound(OperatorRole.policy(), KnownResources.of(s3, cloudFront), OURS);
        aws.add(operatorsPolicy);
    }

    /** From now on the operator is its account's administrator. */
    void liftOperatorsPolicy() {
        aws.remove(operatorsPolicy);
    }

    /** What the operator works with, and may do no more than its role. */
    <C extends SdkClient> C operatorsClient(Class<C> type) {
        return aws.client(type, OperatorRole.in(OURS));
    }

    /** What somebody with this account's credentials works with, past the operator's gate. */
    public <C extends SdkClient> C client(Class<C> type, String accountId) {
        return aws.client(type, Caller.ofAccount(accountId));
    }

    public S3Client s3() {
        return client(S3Client.class, OURS);
    }

    public CloudFrontClient cloudFront() {
        return client(CloudFrontClient.class, OURS);
    }

    public Cluster cluster() {
        return cluster;
    }

    /** The requests so far that AWS's own models forbid, each told once. */
    List<String> violations() {
        return aws.takeViolations().stream().map(Object::toString).toList();
    }

    /** AWS as it is, for who judges it without a client. */
    public InMemoryAws aws() {
        return aws;
    }

    /** What the bucket of a site is called, whether or not it is there. */
    public Optional<String> bucket(String site) {
        return cluster.find(site).map(SiteBuckets::name);
    }

    /** The distribution of a site, once its status names it. */
    public Optional<String> distribution(String site) {
        return cluster.find(site)
                .flatMap(found -> Optional.ofNullable(found.getStatus()))
                .flatMap(status -> Optional.ofNullable(status.distributionId()));
    }
}
