package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Handle;
import io.siteward.graph.Observation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/**
 * Who may do what with the bucket besides its own account's users: its distribution may read, nobody may come without
 * TLS, and what the spec adds.
 */
public final class BucketPolicy implements BucketAspect<BucketPolicy.Desired, PolicyDocument> {
    private static final String READ = PolicyDocument.OURS + "ReadByDistribution";
    private static final String TLS = PolicyDocument.OURS + "OnlyWithTls";
    private static final String SOURCE_ARN = "AWS:SourceArn";
    private static final Map<String, List<String>> EVERYONE = Map.of("AWS", List.of("*"));

    /** S3's limit, see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html. */
    private static final int MOST_BYTES = 20 * 1024;

    /** As long as any id that CloudFront gives. */
    private static final String SOME_DISTRIBUTION = "E00000000000000";

    private final S3Client s3;
    private final BucketRef bucket;

    public BucketPolicy(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * What the policy is to say.
     *
     * @param distributionArn the one distribution that may read; null while there is none
     * @param additional the statements of the spec, under the sids they have there; in AWS these are preceded by
     *     {@code SitewardSpec}, so that one that left the spec is known as ours even if it is a Deny
     */
    public record Desired(@Nullable Handle<String> distributionArn, List<Statement> additional) {
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
        return observed.diff(statements(desired));
    }

    /** Why S3 would refuse the policy for its length; empty when it would not. Pure: no distribution need be there. */
    public Optional<String> problem(Desired desired) {
        String distribution = "arn:aws:cloudfront::" + bucket.accountId() + ":distribution/" + SOME_DISTRIBUTION;
        int bytes = PolicyDocument.NONE
                .with(statements(new Desired(Handle.known(distribution), desired.additional)))
                .toJson()
                .getBytes(StandardCharsets.UTF_8)
                .length;
        return bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional.of("spec.additionalPolicyStatements makes a bucket policy of " + bytes
                        + " bytes, and S3 takes at most " + MOST_BYTES
                        + ": join statements, use an asterisk for many actions or paths, or remove some");
    }

    @Override
    public PolicyDocument create(Desired desired) {
        return write(desired, PolicyDocument.NONE, desired.additional);
    }

    @Override
    public PolicyDocument update(Desired desired, PolicyDocument observed, Diff diff) {
        List<Statement> changed = desired.additional.stream()
                .filter(declared -> diff.changes().stream()
                        .anyMatch(change -> change.path().startsWith(PolicyDocument.path(sid(declared)))))
                .toList();
        return write(desired, observed, changed);
    }

    @Override
    public boolean protects() {
        return true;
    }

    /** Who else was let in is shut out at once, and not only when the distribution stands again. */
    @Override
    public Optional<Desired> withoutMissing(Desired desired) {
        return desired.distributionArn instanceof Handle.AfterApply<String>
                ? Optional.of(new Desired(null, desired.additional))
                : Optional.empty();
    }

    /** Our own statement stays for whichever distribution of the account it names: to cut it off would end the site. */
    @Override
    public Optional<Desired> withoutUnseen(Desired desired, PolicyDocument observed) {
        Handle<String> asFound = observed.statement(READ)
                .flatMap(this::oneDistribution)
                .map(Handle::known)
                .orElse(null);
        return Optional.of(new Desired(asFound, desired.additional));
    }

    private Optional<String> oneDistribution(Statement read) {
        List<String> arns = read.conditions().getOrDefault("StringEquals", Map.of()).entrySet().stream()
                .filter(condition -> condition.getKey().equalsIgnoreCase(SOURCE_ARN))
                .flatMap(condition -> condition.getValue().stream())
                .toList();
        String one = "arn:aws:cloudfront::" + bucket.accountId() + ":distribution/[A-Z0-9]+";
        return arns.size() == 1 && arns.get(0).matches(one) ? Optional.of(arns.get(0)) : Optional.empty();
    }

    /** Whether the bucket's policy is one that Siteward wrote; a read. */
    boolean isWritten() {
        return observe() instanceof Observation.Present<PolicyDocument> present
                && present.state().statement(TLS).isPresent();
    }

    /** @param changed the declared statements that S3 has not taken yet */
    private PolicyDocument write(Desired desired, PolicyDocument observed, List<Statement> changed) {
        PolicyDocument policy = observed.with(statements(desired));
        try {
            s3.putBucketPolicy(PutBucketPolicyRequest.builder()
                    .bucket(bucket.name())
                    .expectedBucketOwner(bucket.accountId())
                    .policy(policy.toJson())
                    .build());
        } catch (FailedCall e) {
            throw e.is("MalformedPolicy") ? refused(e, changed) : e;
        }
        return policy;
    }

    /**
     * Our own statements are never malformed: it is a principal that does not exist or an action that does not fit, in
     * one of the spec's that S3 has not taken yet, or in another's that it would take no more.
     */
    private static FailedCall refused(FailedCall e, List<Statement> changed) {
        Failure failure = e.failure();
        String declared = changed.isEmpty()
                ? ""
                : "spec.additionalPolicyStatements "
                        + changed.stream().map(Statement::sid).toList() + ", or ";
        return new FailedCall(
                new Failure(
                        Failure.Kind.TERMINAL,
                        failure.code(),
                        "AWS refuses the bucket policy (" + failure.message() + "): correct " + declared
                                + "a Deny that somebody added to the bucket's policy",
                        failure.retryAfter(),
                        failure.requestId()),
                e);
    }

    private List<Statement> statements(Desired desired) {
        List<Statement> statements = new ArrayList<>();
        if (desired.distributionArn != null) {
            statements.add(readByDistribution(inWords(desired.distributionArn)));
        }
        statements.add(onlyWithTls());
        desired.additional.forEach(declared -> statements.add(declared.named(sid(declared))));
        return statements;
    }

    private static String sid(Statement declared) {
        return PolicyDocument.OURS + "Spec" + declared.sid();
    }

    private static String inWords(Handle<String> arn) {
        return arn instanceof Handle.AfterApply<String> later ? "(after " + later.source() + ")" : arn.value();
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
                READ,
                "Allow",
                Map.of("Service", List.of("cloudfront.amazonaws.com")),
                List.of("s3:GetObject"),
                List.of(bucket.arn() + "/*"),
                Map.of("StringEquals", Map.of(SOURCE_ARN, List.of(distributionArn))));
    }

    private Statement onlyWithTls() {
        return new Statement(
                TLS,
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
