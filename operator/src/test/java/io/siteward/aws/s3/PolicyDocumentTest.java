package io.siteward.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
    private static final Statement PARTNER = new Statement(
            "SitewardSpecPartner",
            "Allow",
            Map.of("AWS", List.of("111122223333")),
            List.of("s3:ListBucket", "s3:GetObject"),
            List.of("arn:aws:s3:::docs/*", "arn:aws:s3:::docs"),
            Map.of("StringEquals", Map.of("aws:PrincipalOrgID", List.of("o-1", "o-2"))));

    @Test
    void readsWhatItWrote() {
        assertThat(written(PARTNER).diff(List.of(PARTNER)).changes()).isEmpty();
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
    @Test
    void knowsAStatementThatIsSpeltDifferently() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": {
                  "Effect": "Allow", "Sid": "SitewardSpecPartner",
                  "Resource": ["arn:aws:s3:::docs", "arn:aws:s3:::docs/*"],
                  "Action": ["S3:getobject", "s3:ListBucket"],
                  "Condition": {"StringEquals": {"AWS:PrincipalOrgId": ["o-2", "o-1"]}},
                  "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}}
                """);
        assertThat(policy.diff(List.of(PARTNER)).changes()).isEmpty();
    }

    @Test
    void takesAStarForEveryone() {
        Statement everyone = new Statement(
                "SitewardOnlyWithTls",
                "Deny",
                Map.of("AWS", List.of("*")),
                List.of("s3:*"),
                List.of("arn:aws:s3:::docs"),
                Map.of("Bool", Map.of("aws:SecureTransport", List.of("false"))));
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Deny", "Sid": "SitewardOnlyWithTls", "Principal": "*", "Action": "s3:*",
                  "Resource": "arn:aws:s3:::docs", "Condition": {"Bool": {"aws:SecureTransport": false}}}]}
                """);
        assertThat(policy.diff(List.of(everyone)).changes()).isEmpty();
        assertThat(written(everyone).toJson()).contains("\"Principal\":\"*\"");
    }

    @Test
    void namesEveryMemberThatDiffers() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2008-10-17", "Statement": [{
                  "Effect": "Deny", "Sid": "SitewardSpecPartner",
                  "Principal": {"AWS": "444455556666", "Service": "logging.s3.amazonaws.com"},
                  "Action": "s3:*", "Resource": "arn:aws:s3:::docs/*"}]}
                """);
        String path = "policy.statement[SitewardSpecPartner].";
        assertThat(policy.diff(List.of(PARTNER)).changes())
                .containsExactlyInAnyOrder(
                        change("policy.version", "2012-10-17", "2008-10-17"),
                        change(path + "effect", "Allow", "Deny"),
                        change(path + "principals.AWS", "111122223333", "444455556666"),
                        change(path + "principals.Service", null, "logging.s3.amazonaws.com"),
                        change(path + "actions", "s3:GetObject, s3:ListBucket", "s3:*"),
                        change(path + "resources", "arn:aws:s3:::docs, arn:aws:s3:::docs/*", "arn:aws:s3:::docs/*"),
                        change(path + "conditions.StringEquals.aws:PrincipalOrgID", "o-1, o-2", null));
    }

    @Test
    void reportsAStatementOfOursThatWasMadeUnreadableAsAWhole() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Sid": "SitewardSpecPartner", "Principal": "*",
                  "NotAction": "s3:PutObject", "Resource": "arn:aws:s3:::docs/*"}]}
                """);
        assertThat(policy.diff(List.of(PARTNER)).changes())
                .extracting(Change::path)
                .containsExactly("policy.statement[SitewardSpecPartner]");
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
    @Test
    void reportsAStatementOfOursThatHasAConditionKeyTwiceAsAWhole() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Sid": "SitewardSpecPartner", "Principal": {"AWS": "111122223333"},
                  "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::docs", "arn:aws:s3:::docs/*"],
                  "Condition": {"StringEquals": {
                    "aws:PrincipalOrgID": ["o-1", "o-2"], "AWS:PrincipalOrgID": ["o-1", "o-2"]}}}]}
                """);
        assertThat(policy.diff(List.of(PARTNER)).changes())
                .extracting(Change::path)
                .containsExactly("policy.statement[SitewardSpecPartner]");
    }

    @Test
    void findsUndeclaredAllowsWithOrWithoutASid() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::docs/*"},
                  {"Effect": "Allow", "Sid": "Backup", "Principal": {"AWS": "444455556666"}, "Action": "s3:*",
                   "Resource": "arn:aws:s3:::docs/*"}]}
                """);
        assertThat(policy.diff(List.of()).changes())
                .extracting(Change::path)
                .containsExactly("policy.statement[#1]", "policy.statement[Backup]");
    }

    @Test
    void findsASecondStatementThatHidesBehindOurSid() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [%s,
                  {"Effect": "Allow", "Sid": "SitewardSpecPartner", "Principal": "*", "Action": "s3:*",
                   "Resource": "arn:aws:s3:::docs/*"}]}
                """.formatted(PARTNER.toJson()));
        assertThat(policy.diff(List.of(PARTNER)).changes()).hasSize(1);
        assertThat(policy.with(List.of(PARTNER)).diff(List.of(PARTNER)).changes())
                .isEmpty();
    }

    @Test
    void keepsTheDenyOfOthersToTheLetter() {
        String deny = """
                {"Effect":"Deny","NotPrincipal":{"AWS":"AIDAEXAMPLE"},"NotAction":["s3:Get*"],"Resource":"*"}""";
        PolicyDocument policy = PolicyDocument.parse(
                        "{\"Version\":\"2012-10-17\",\"Id\":\"guard\",\"Statement\":[" + deny + "]}")
                .with(List.of(PARTNER));
        assertThat(policy.diff(List.of(PARTNER)).changes()).isEmpty();
        assertThat(policy.toJson()).contains(deny).contains("\"Id\":\"guard\"");
    }

    @Test
    void dropsADenyThatLeftTheSpec() {
        Statement deny = new Statement(
                "SitewardSpecNoPartner",
                "Deny",
                Map.of("AWS", List.of("111122223333")),
                List.of("s3:*"),
                List.of("arn:aws:s3:::docs/*"),
                Map.of());
        PolicyDocument policy = written(PARTNER, deny);
        assertThat(policy.diff(List.of(PARTNER)).changes())
                .extracting(Change::path)
                .containsExactly("policy.statement[SitewardSpecNoPartner]");
        assertThat(policy.with(List.of(PARTNER)).statements()).hasSize(1);
    }

    private static PolicyDocument written(Statement... statements) {
        return PolicyDocument.parse(
                PolicyDocument.NONE.with(List.of(statements)).toJson());
    }

    private static Change change(String path, @Nullable String desired, @Nullable String observed) {
        return new Change(path, desired, observed);
    }
}
