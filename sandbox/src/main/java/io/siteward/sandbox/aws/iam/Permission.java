package io.siteward.sandbox.aws.iam;

import java.util.Map;

/**
 * What IAM asks of a caller's policy before one operation is carried out.
 *
 * @param action for example {@code s3:CreateBucket}
 * @param resource the ARN of what is acted on; {@code *} where AWS knows no narrower one
 * @param context the condition keys that the request has
 */
record Permission(String action, String resource, Map<String, String> context) {
    static final String RESOURCE_ACCOUNT = "aws:ResourceAccount";

    /** Whether what is acted on belongs to this account, as far as that is known. */
    boolean isInAccount(String account) {
        return context.getOrDefault(RESOURCE_ACCOUNT, account).equals(account);
    }
}
