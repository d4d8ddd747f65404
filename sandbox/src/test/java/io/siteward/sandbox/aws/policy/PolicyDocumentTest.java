package io.siteward.sandbox.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
class PolicyDocumentTest {
    private static final Map<String, String> CONTEXT = Map.of(
            "aws:SourceArn", "arn:aws:cloudfront::111111111111:distribution/E1",
            "aws:SecureTransport", "true",
            "aws:SourceIp", "192.0.2.7",
            "s3:max-keys", "10",
            "aws:CurrentTime", "2026-05-01T12:00:00Z");

    private static PolicyDecision decide(String statements, Requester requester) throws MalformedPolicyException {
        PolicyDocument policy = new PolicyParser()
                .parse("{\"Version\": \"2012-10-17\", \"Statement\": [" + statements.replace('\'', '"') + "]}");
        return policy.decide(new AccessRequest(requester, "s3:GetObject", "arn:aws:s3:::docs/a/b.html", CONTEXT));
    }

    private static String statement(String effect, String rest) {
        return "{'Effect': '" + effect + "', " + rest + "}";
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            StringEquals            | aws:sourcearn       | arn:aws:cloudfront::111111111111:distribution/E1 | true
            StringEquals            | aws:SourceArn       | arn:aws:cloudfront::111111111111:distribution/E* | false
            StringNotEquals         | aws:SourceArn       | other                                            | true
            StringNotEquals         | aws:SourceVpc       | other                                            | true
            StringEquals            | aws:SourceVpc       | other                                            | false
            StringEqualsIfExists    | aws:SourceVpc       | other                                            | true
            StringEqualsIfExists    | aws:SourceArn       | other                                            | false
            StringEqualsIgnoreCase  | aws:SecureTransport | TRUE                                             | true
            StringLike              | aws:SourceArn       | arn:aws:cloudfront::*:distribution/E?            | true
            StringNotLike           | aws:SourceArn       | arn:aws:cloudfront:*                             | false
            ArnLike                 | aws:SourceArn       | arn:aws:cloudfront::*:distribution/*             | true
            ArnLike                 | aws:SourceArn       | arn:*:distribution/E1                            | false
            ArnEquals               | aws:SourceArn       | arn:aws:*::111111111111:*                        | true
            ArnNotEquals            | aws:SourceArn       | arn:aws:cloudfront::222222222222:*               | true
            Bool                    | aws:SecureTransport | true                                             | true
            Bool                    | aws:SecureTransport | false                                            | false
            IpAddress               | aws:SourceIp        | 192.0.2.0/24                                     | true
            IpAddress               | aws:SourceIp        | 192.0.2.7                                        | true
            IpAddress               | aws:SourceIp        | 2001:db8::/32                                    | false
            NotIpAddress            | aws:SourceIp        | 192.0.2.0/29                                     | false
            NotIpAddress            | aws:SourceIp        | 192.0.2.8/29                                     | true
            Null                    | aws:SourceVpc       | true                                             | true
            Null                    | aws:SourceArn       | true                                             | false
            NumericLessThanEquals   | s3:max-keys         | 10                                               | true
            NumericGreaterThan      | s3:max-keys         | 10                                               | false
            NumericNotEquals        | s3:max-keys         | 11                                               | true
            DateLessThan            | aws:CurrentTime     | 2026-06-01T00:00:00Z                             | true
            DateGreaterThan         | aws:CurrentTime     | 2026-06-01T00:00:00Z                             | false
            ForAnyValue:StringLike  | aws:SourceVpc       | *                                                | false
            ForAllValues:StringLike | aws:SourceVpc       | other                                            | true
            """)
    void holdsAConditionAgainstTheRequest(String operator, String key, String value, boolean holds) throws Exception {
        String statement = statement(
                "Allow",
                "'Principal': '*', 'Action': 's3:*', 'Resource': '*', 'Condition': {'%s': {'%s': '%s'}}"
                        .formatted(operator, key, value));

        assertThat(decide(statement, Requester.ANONYMOUS))
                .isEqualTo(holds ? PolicyDecision.ALLOWED : PolicyDecision.SILENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'Principal': '*', 'Action': 's3:getobject', 'Resource': '*'                                              | true
            'Principal': '*', 'Action': 's3:Get*', 'Resource': 'arn:aws:s3:::docs/*'                                 | true
            'Principal': '*', 'Action': 's3:Get*', 'Resource': 'arn:aws:s3:::DOCS/*'                                 | false
            'Principal': '*', 'NotAction': 's3:Put*', 'Resource': '*'                                                | true
            'Principal': '*', 'NotAction': 's3:Get*', 'Resource': '*'                                                | false
            'Principal': '*', 'Action': '*', 'NotResource': 'arn:aws:s3:::docs/a/*'                                  | false
            'Principal': '*', 'Action': '*', 'NotResource': 'arn:aws:s3:::docs/c/*'                                  | true
            'Principal': {'AWS': '111111111111'}, 'Action': '*', 'Resource': '*'                                     | true
            'Principal': {'AWS': ['arn:aws:iam::111111111111:root']}, 'Action': '*', 'Resource': '*'                 | true
            'Principal': {'AWS': 'arn:aws:iam::111111111111:role/other'}, 'Action': '*', 'Resource': '*'             | false
            'Principal': {'Service': 'cloudfront.amazonaws.com'}, 'Action': '*', 'Resource': '*'                     | false
            'NotPrincipal': {'AWS': '222222222222'}, 'Action': '*', 'Resource': '*'                                  | true
            'NotPrincipal': {'AWS': '111111111111'}, 'Action': '*', 'Resource': '*'                                  | false
            """)
    void appliesToWhoAndWhatItNames(String rest, boolean applies) throws Exception {
        assertThat(decide(statement("Allow", rest), Requester.account("111111111111")))
                .isEqualTo(applies ? PolicyDecision.ALLOWED : PolicyDecision.SILENT);
    }

    @Test
    void deniesWhateverElseAllows() throws Exception {
        String allow = statement("Allow", "'Principal': '*', 'Action': '*', 'Resource': '*'");
        String deny = statement("Deny", "'Principal': '*', 'Action': 's3:GetObject', 'Resource': '*'");

        assertThat(decide(allow, Requester.ANONYMOUS)).isEqualTo(PolicyDecision.ALLOWED);
        assertThat(decide(allow + "," + deny, Requester.ANONYMOUS)).isEqualTo(PolicyDecision.DENIED);
        assertThat(decide(deny + "," + allow, Requester.service("cloudfront.amazonaws.com")))
                .isEqualTo(PolicyDecision.DENIED);
    }
}
