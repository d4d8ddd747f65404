package io.siteward.aws.s3;

import static io.siteward.aws.s3.S3Fixture.DOCS;
import static io.siteward.aws.s3.S3Fixture.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Handle;
import io.siteward.graph.NodeId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;

class BucketPolicyTest {
    private static final String DISTRIBUTION = "arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE";
    private static final Statement PARTNER = new Statement(
            "Partner",
            "Allow",
            Map.of("AWS", List.of("444455556666")),
            List.of("s3:GetObject"),
            List.of("arn:aws:s3:::docs-example-com/shared/*"),
            Map.of());
    private static final BucketPolicy.Desired DESIRED = desired(PARTNER);

    @RegisterExtension
    final S3Fixture s3 = new S3Fixture();

    private final S3Client colleague = s3.colleague();
    private final BucketPolicy policy = new BucketPolicy(s3.operator(), DOCS);

    @BeforeEach
    void makeBucket() {
        s3.makeBucket(colleague);
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
    @Test
    void letsTheOneDistributionReadAndNobodyComeWithoutTls() {
        policy.create(desired());
        assertThat(stored()).isEqualTo(PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "SitewardReadByDistribution", "Effect": "Allow",
                   "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject",
                   "Resource": "arn:aws:s3:::docs-example-com/*",
                   "Condition": {"StringEquals": {"AWS:SourceArn":
                     "arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE"}}},
                  {"Sid": "SitewardOnlyWithTls", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                   "Resource": ["arn:aws:s3:::docs-example-com", "arn:aws:s3:::docs-example-com/*"],
                   "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
                """));
    }

    @Test
    void isQuietOnceWritten() {
        policy.create(DESIRED);
        // S3 has turned the partner's account id into an ARN.
        assertThat(stored().toJson()).contains("arn:aws:iam::444455556666:root");
        assertThat(policy.diff(DESIRED, present(policy.observe())).changes()).isEmpty();
    }

    @Test
    void showsInThePlanWhichDistributionIsStillToCome() {
        BucketPolicy.Desired later =
                new BucketPolicy.Desired(new Handle.AfterApply<>(new NodeId("Distribution", "docs")), List.of(PARTNER));
        policy.create(DESIRED);
        assertThat(policy.diff(later, present(policy.observe())).changes())
                .containsExactly(new Change(
                        "policy.statement[SitewardReadByDistribution].conditions.StringEquals.AWS:SourceArn",
                        "(after Distribution/docs)",
                        DISTRIBUTION));
    }

    @Test
    void isMissedStatementByStatementWhenItWasDeleted() {
        assertThat(policy.diff(DESIRED, present(policy.observe())).changes())
                .extracting(Change::path)
                .containsExactly(
                        "policy.statement[SitewardReadByDistribution]",
                        "policy.statement[SitewardOnlyWithTls]",
                        "policy.statement[SitewardSpecPartner]");
    }

    @Test
    void keepsADenyOfOthersAndRemovesTheirAllow() {
        colleague.putBucketPolicy(request -> request.bucket(DOCS.name()).policy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "Guard", "Effect": "Deny", "Principal": "*", "NotAction": "s3:Get*",
                   "Resource": "arn:aws:s3:::docs-example-com/frozen/*"},
                  {"Sid": "Backup", "Effect": "Allow", "Principal": {"AWS": "444455556666"},
                   "Action": "s3:GetObject", "Resource": "arn:aws:s3:::docs-example-com/*"}]}
                """));
        PolicyDocument observed = present(policy.observe());
        Diff diff = policy.diff(DESIRED, observed);

        assertThat(diff.changes())
                .extracting(Change::path)
                .contains("policy.statement[Backup]")
                .doesNotContain("policy.statement[Guard]");
        PolicyDocument updated = policy.update(DESIRED, observed, diff);
        assertThat(policy.diff(DESIRED, updated).isEmpty()).isTrue();
        assertThat(policy.diff(DESIRED, present(policy.observe())).isEmpty()).isTrue();
        assertThat(stored().toJson())
                .contains("\"Guard\"", "\"NotAction\":\"s3:Get*\"")
                .doesNotContain("Backup");
    }

    @Test
    void removesADenyThatLeftTheSpec() {
        Statement deny = new Statement(
                "NoPartner",
                "Deny",
                Map.of("AWS", List.of("444455556666")),
                List.of("s3:*"),
                List.of("arn:aws:s3:::docs-example-com/*"),
                Map.of());
        policy.create(desired(deny));
        PolicyDocument observed = present(policy.observe());
        Diff diff = policy.diff(desired(), observed);

        assertThat(diff.changes()).extracting(Change::path).containsExactly("policy.statement[SitewardSpecNoPartner]");
        policy.update(desired(), observed, diff);
        assertThat(stored().toJson()).doesNotContain("NoPartner");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
    @Test
    void namesTheFieldWhenAPrincipalDoesNotExist() {
        s3.refuse("PutBucketPolicy", 400, "MalformedPolicy", "Invalid principal in policy");
        assertThatThrownBy(() -> policy.create(DESIRED))
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.failure())
                                .returns(Failure.Kind.TERMINAL, Failure::kind)
                                .returns("MalformedPolicy", Failure::code)
                                .extracting(Failure::message, InstanceOfAssertFactories.STRING)
                                .contains("spec.additionalPolicyStatements", "Invalid principal in policy"));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
    @Test
    void namesTheStatementsThatS3HasNotTakenYet() {
        policy.create(desired(reader("Old", "444455556666")));
        PolicyDocument observed = present(policy.observe());
        BucketPolicy.Desired changed = desired(reader("Old", "444455556666"), reader("New", "999999999999"));
        s3.refuse("PutBucketPolicy", 400, "MalformedPolicy", "Invalid principal in policy");
        assertThatThrownBy(() -> policy.update(changed, observed, policy.diff(changed, observed)))
                .hasMessageContaining("spec.additionalPolicyStatements [New]");
    }

    @Test
    void blamesADenyOfOthersWhenTheSpecDeclaresNothingNew() {
        policy.create(desired());
        PolicyDocument observed = new PolicyDocument("2012-10-17", null, List.of());
        s3.refuse("PutBucketPolicy", 400, "MalformedPolicy", "Invalid principal in policy");
        assertThatThrownBy(() -> policy.update(desired(), observed, policy.diff(desired(), observed)))
                .hasMessageContaining("correct a Deny that somebody added")
                .hasMessageNotContaining("spec.");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
    @Test
    void knowsBeforehandWhichPolicyIsTooLongForS3() {
        BucketPolicy.Desired longest = ofPaths(18);
        BucketPolicy.Desired tooLong = ofPaths(19);
        assertThat(policy.problem(longest)).isEmpty();
        policy.create(longest);
        assertThat(policy.problem(tooLong))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("spec.additionalPolicyStatements", "at most 20480"));
        assertThatThrownBy(() -> policy.create(tooLong)).hasMessageContaining("MalformedPolicy");
    }

    private static BucketPolicy.Desired ofPaths(int count) {
        List<String> paths = IntStream.range(0, count)
                .mapToObj(i -> "arn:aws:s3:::docs-example-com/" + (char) ('a' + i) + "x".repeat(1020) + "/*")
                .toList();
        return desired(new Statement(
                "Long", "Allow", Map.of("AWS", List.of("111122223333")), List.of("s3:GetObject"), paths, Map.of()));
    }

    private static Statement reader(String sid, String account) {
        return new Statement(
                sid,
                "Allow",
                Map.of("AWS", List.of(account)),
                List.of("s3:GetObject"),
                List.of("arn:aws:s3:::docs-example-com/*"),
                Map.of());
    }

    private static BucketPolicy.Desired desired(Statement... additional) {
        return new BucketPolicy.Desired(Handle.known(DISTRIBUTION), List.of(additional));
    }

    private PolicyDocument stored() {
        return PolicyDocument.parse(colleague
                .getBucketPolicy(request -> request.bucket(DOCS.name()))
                .policy());
    }
}
