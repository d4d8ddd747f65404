package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Handle;
import io.siteward.graph.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/**
 * Who may do what with the bucket besides its own account's users: its distribution may read, nobody may come without
 * TLS, and what the spec adds.
 */
public final class BucketPolicy implements BucketAspect<BucketPolicy.Desired, PolicyDocument> {
    private static final Map<String, List<String>> EVERYONE = Map.of("AWS", List.of("*"));

    private final S3Client s3;
    private final BucketRef bucket;

    public BucketPolicy(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * What the policy is to say.
     *
     * @param distributionArn the one distribution that may read
     * @param additional the statements of the spec, under the sids they have there; in AWS these are preceded by
     *     {@code SitewardSpec}, so that one that left the spec is known as ours even if it is a Deny
     */
    public record Desired(Handle<String> distributionArn, List<Statement> additional) {
        public Desired {
            additional = additional.stream()
                    .sorted(Comparator.comparing(Statement::sid))
                    .toList();
        }
    }

    @Override
    public BucketRef bucket() {
        return bucket;
    }

    @Override
    public Observation<PolicyDocument> observe() {
        return BucketAspect.look(this::read, "NoSuchBucketPolicy", PolicyDocument.NONE);
    }

    @Override
    public Diff diff(Desired desired, PolicyDocument observed) {
        String sourceArn = desired.distributionArn instanceof Handle.AfterApply<String> later
                ? "(after " + later.source() + ")"
                : desired.distributionArn.value();
        return observed.diff(statements(desired, sourceArn));
    }

    @Override
    public PolicyDocument create(Desired desired) {
        return write(desired, PolicyDocument.NONE);
    }

    @Override
    public PolicyDocument update(Desired desired, PolicyDocument observed, Diff diff) {
        return write(desired, observed);
    }

    @Override
    public boolean protects() {
        return true;
    }

    private PolicyDocument write(Desired desired, PolicyDocument observed) {
        PolicyDocument policy = observed.with(statements(desired, desired.distributionArn.value()));
        try {
            s3.putBucketPolicy(PutBucketPolicyRequest.builder()
                    .bucket(bucket.name())
                    .expectedBucketOwner(bucket.accountId())
                    .policy(policy.toJson())
                    .build());
        } catch (FailedCall e) {
            throw e.is("MalformedPolicy") ? refused(e) : e;
        }
        return policy;
    }

    /** Our own statements are never malformed: it is a principal that does not exist, in the spec's or in another's. */
    private static FailedCall refused(FailedCall e) {
        Failure failure = e.failure();
        return new FailedCall(
                new Failure(
                        Failure.Kind.TERMINAL,
                        failure.code(),
                        "AWS refuses the bucket policy (" + failure.message()
                                + "): correct spec.additionalPolicyStatements, or a Deny that somebody added to the"
                                + " bucket's policy",
                        failure.retryAfter(),
                        failure.requestId()),
                e);
    }

    private List<Statement> statements(Desired desired, String distributionArn) {
        List<Statement> statements = new ArrayList<>();
        statements.add(readByDistribution(distributionArn));
        statements.add(onlyWithTls());
        desired.additional.forEach(
                declared -> statements.add(declared.named(PolicyDocument.OURS + "Spec" + declared.sid())));
        return statements;
    }

    /**
     * No {@code s3:ListBucket}, so that a missing object is a 403 and the bucket's contents stay unknown.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">Origin
     *     access control</a>
     */
    private Statement readByDistribution(String distributionArn) {
        return new Statement(
                PolicyDocument.OURS + "ReadByDistribution",
                "Allow",
                Map.of("Service", List.of("cloudfront.amazonaws.com")),
                List.of("s3:GetObject"),
                List.of(bucket.arn() + "/*"),
                Map.of("StringEquals", Map.of("AWS:SourceArn", List.of(distributionArn))));
    }

    private Statement onlyWithTls() {
        return new Statement(
                PolicyDocument.OURS + "OnlyWithTls",
                "Deny",
                EVERYONE,
                List.of("s3:*"),
                List.of(bucket.arn(), bucket.arn() + "/*"),
                Map.of("Bool", Map.of("aws:SecureTransport", List.of("false"))));
    }

    private PolicyDocument read() {
        return PolicyDocument.parse(s3.getBucketPolicy(GetBucketPolicyRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .build())
                .policy());
    }
}
