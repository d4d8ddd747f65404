package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
class PublicPolicyTest {
    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    @BeforeEach
    void makeBucket() {
        aws.bucket("docs");
    }

    private void put(String principalAndCondition) {
        aws.client().putBucketPolicy(request -> request.bucket("docs").policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::docs/*", %s}]}""".formatted(principalAndCondition)));
    }

    private boolean statusIsPublic() {
        return aws.client()
                .getBucketPolicyStatus(request -> request.bucket("docs"))
                .policyStatus()
                .isPublic();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': '*'",
                "'Principal': {'AWS': '*'}",
                "'Principal': {'AWS': ['111111111111', '*']}",
                "'NotPrincipal': {'AWS': '222222222222'}",
                "'Principal': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'true'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:Referer': 'https://docs.example.com/'}}",
                "'Principal': '*', 'Condition': {'StringLike': {'aws:SourceArn': 'arn:aws:cloudfront::*:distribution/E1'}}",
                "'Principal': '*', 'Condition': {'ArnLike': {'aws:SourceArn': '*'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:SourceVpc': ['vpc-1', 'vpc-*']}}",
                "'Principal': '*', 'Condition': {'StringLike': {'aws:userid': 'AROAEXAMPLE:*'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:SourceAccount': '${aws:PrincipalAccount}'}}",
                "'Principal': '*', 'Condition': {'StringNotEquals': {'aws:SourceVpc': 'vpc-1'}}",
                "'Principal': '*', 'Condition': {'StringEqualsIfExists': {'aws:SourceVpc': 'vpc-1'}}",
                "'Principal': '*', 'Condition': {'Null': {'aws:SourceVpc': 'false'}}",
                "'Principal': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '0.0.0.0/1'}}",
                "'Principal': '*', 'Condition': {'IpAddress': {'aws:SourceIp': ['192.0.2.0/24', '::/0']}}",
                "'Principal': '*', 'Condition': {'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}}",
                "'Principal': '*', 'Condition': {'StringLike': {'s3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:*:accesspoint/a'}}"
            })
    void isRefusedUnderTheBlockAndTakenWithoutIt(String statement) {
        String json = statement.replace('\'', '"');
        assertRefused(403, "AccessDenied", () -> put(json));

        aws.client().deletePublicAccessBlock(request -> request.bucket("docs"));
        put(json);
        assertThat(statusIsPublic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'AWS': '222222222222'}",
                "'Principal': {'Service': 'cloudfront.amazonaws.com'}",
                "'Principal': {'Service': 'cloudfront.amazonaws.com'},"
                        + " 'Condition': {'StringEquals': {'AWS:SourceArn': 'arn:aws:cloudfront::111111111111:distribution/E1'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:SourceArn': 'arn:aws:cloudfront::111111111111:distribution/E1'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:SourceAccount': '111111111111'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-1234567890'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:SourceVpce': ['vpce-1', 'vpce-2']}}",
                "'Principal': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}",
                "'Principal': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '2001:db8::/32'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'s3:DataAccessPointAccount': '111111111111'}}",
                "'Principal': '*',"
                        + " 'Condition': {'StringLike': {'s3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:111111111111:accesspoint/*'}}"
            })
    void isTakenWhenItIsForFixedOnes(String statement) {
        put(statement.replace('\'', '"'));

        assertThat(statusIsPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'Principal': '*'", "'Principal': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'false'}}"})
    void isNotPublicForDenyingEveryone(String statement) {
        aws.client()
                .putBucketPolicy(request -> request.bucket("docs").policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:PutObject",
                  "Resource": "arn:aws:s3:::docs/*", %s}]}""".formatted(statement.replace('\'', '"'))));

        assertThat(statusIsPublic()).isFalse();
    }
}
