package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import io.siteward.sandbox.aws.policy.PolicyDocument;
import io.siteward.sandbox.aws.policy.PolicyParser;
import io.siteward.sandbox.aws.policy.PolicyStatement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What S3 demands of a bucket's policy beyond the grammar.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">Bucket policies</a>
 */
final class BucketPolicyRules {
    private static final int MAX_BYTES = 20 * 1024;

    private BucketPolicyRules() {}

    static Bucket.StoredPolicy checked(Bucket bucket, String text) {
        try {
            if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                throw new MalformedPolicyException("The policy exceeds the maximum allowed document size.");
            }
            PolicyParser parser = new PolicyParser();
            PolicyDocument document = parser.parse(text);
            for (PolicyStatement statement : document.statements()) {
                checkResources(bucket, statement.resources().values());
                checkActions(bucket, statement);
            }
            return new Bucket.StoredPolicy(parser.normalised(text), document);
        } catch (MalformedPolicyException e) {
            throw S3Refusal.of("MalformedPolicy", String.valueOf(e.getMessage()));
        }
    }

    private static void checkResources(Bucket bucket, List<String> resources) throws MalformedPolicyException {
        for (String resource : resources) {
            if (!resource.equals(bucket.arn())
                    && !resource.startsWith(bucket.arn() + "/")
                    && !covers(bucket, resource)) {
                throw new MalformedPolicyException("Policy has invalid resource");
            }
        }
    }

    /** The bucket and all in it at once. */
    private static boolean covers(Bucket bucket, String resource) {
        return resource.equals(bucket.arn() + "*");
    }

    private static void checkActions(Bucket bucket, PolicyStatement statement) throws MalformedPolicyException {
        List<String> resources = statement.resources().values();
        boolean onBucket = resources.stream().anyMatch(resource -> !resource.startsWith(bucket.arn() + "/"));
        boolean onObjects = resources.stream().anyMatch(resource -> !resource.equals(bucket.arn()));
        for (String action : statement.actions().values()) {
            boolean objectAction = action.equals("*") || S3Actions.onObjects(action);
            boolean bucketAction = action.equals("*") || S3Actions.onBuckets(action);
            if (!objectAction && !bucketAction) {
                throw new MalformedPolicyException("Policy has invalid action");
            }
            boolean excluded =
                    statement.actions().excluded() || statement.resources().excluded();
            if (!excluded && !(objectAction && onObjects) && !(bucketAction && onBucket)) {
                throw new MalformedPolicyException("Action does not apply to any resource(s) in statement");
            }
        }
    }
}
