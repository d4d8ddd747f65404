package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.policy.CidrBlock;
import io.siteward.sandbox.aws.policy.Condition;
import io.siteward.sandbox.aws.policy.ConditionOperator;
import io.siteward.sandbox.aws.policy.PolicyDocument;
import io.siteward.sandbox.aws.policy.PolicyStatement;
import io.siteward.sandbox.aws.policy.Principals;
import io.siteward.sandbox.aws.policy.Wildcard;
import java.util.Locale;
import java.util.Set;

/**
 * AWS's notion of a public bucket policy: every permission is public unless it is for fixed principals or holds fixed
 * values of certain conditions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
final class PublicPolicy {
    private static final Set<String> NARROWING_KEYS = Set.of(
            "aws:principalorgid",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn",
            "s3:x-amz-server-side-encryption-aws-kms-key-id");

    private static final Set<ConditionOperator> POSITIVE = Set.of(
            ConditionOperator.STRING_EQUALS,
            ConditionOperator.STRING_EQUALS_IGNORE_CASE,
            ConditionOperator.STRING_LIKE,
            ConditionOperator.ARN_EQUALS,
            ConditionOperator.ARN_LIKE);

    private static final int NARROWEST_BROAD_V4 = 8;
    private static final int NARROWEST_BROAD_V6 = 32;

    private PublicPolicy() {}

    static boolean isPublic(PolicyDocument policy) {
        return policy.statements().stream().anyMatch(PublicPolicy::isPublic);
    }

    private static boolean isPublic(PolicyStatement statement) {
        return statement.allows()
                && reachesAnyone(statement.principals())
                && statement.conditions().stream().noneMatch(PublicPolicy::narrows);
    }

    /** A permission for all but some is one for everyone. */
    private static boolean reachesAnyone(Principals principals) {
        return principals.excluded() || principals.everyone();
    }

    private static boolean narrows(Condition condition) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        // With IfExists a request that lacks the key passes.
        if (condition.ifExists()) {
            return false;
        }
        if (key.equals("aws:sourceip")) {
            return condition.operator() == ConditionOperator.IP_ADDRESS
                    && condition.values().stream().map(CidrBlock::parse).noneMatch(PublicPolicy::veryBroad);
        }
        return NARROWING_KEYS.contains(key)
                && POSITIVE.contains(condition.operator())
                && condition.values().stream().allMatch(value -> fixed(key, value));
    }

    private static boolean fixed(String key, String value) {
        if (key.equals("s3:dataaccesspointarn")) {
            // The access point's name may be a wildcard as long as the account is fixed.
            return value.matches("arn:aws[a-z-]*:s3:[a-z0-9*-]+:\\d{12}:accesspoint/.*");
        }
        return !Wildcard.in(value) && !value.contains("${");
    }

    /** Broader than /8 for version 4 and /32 for version 6, but for the private ranges. */
    private static boolean veryBroad(CidrBlock block) {
        boolean version4 = block.network().getAddress().length == 4;
        int broad = version4 ? NARROWEST_BROAD_V4 : NARROWEST_BROAD_V6;
        return block.prefixLength() < broad && !block.network().isSiteLocalAddress();
    }
}
