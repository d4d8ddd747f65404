package io.siteward.sandbox.aws.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The actions that IAM asks for before an operation: most bear its name, these do not.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">S3</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket with tags</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html">CloudFront</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">DynamoDB</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html">CreateTable with tags</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Parameter
 *     Store</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Secrets
 *     Manager</a>
 */
public final class OperationPermissions {
    /** Nobody needs a permission to ask who he is. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

    private static final Map<String, List<String>> OTHERWISE_NAMED = otherwiseNamed();

    private OperationPermissions() {}

    /**
     * The actions, for example {@code s3:PutBucketCORS}.
     *
     * @param service the signing name, for example {@code s3}
     * @param operation for example {@code DeleteBucketCors}
     */
    public static Set<String> actions(String service, String operation) {
        String name = service + ":" + operation;
        return FREE.contains(name)
                ? Set.of()
                : new TreeSet<>(Optional.ofNullable(OTHERWISE_NAMED.get(name)).orElse(List.of(name)));
    }

    private static Map<String, List<String>> otherwiseNamed() {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        actions.put("cloudfront:CreateDistributionWithTags", List.of("CreateDistribution", "TagResource"));
        actions.put("dynamodb:CreateTable", List.of("CreateTable", "TagResource"));
        actions.put("s3:CreateBucket", List.of("CreateBucket", "TagResource"));
        actions.put("s3:DeleteBucketCors", List.of("PutBucketCORS"));
        actions.put("s3:DeleteBucketLifecycle", List.of("PutLifecycleConfiguration"));
        actions.put("s3:DeleteObjects", List.of("DeleteObject", "DeleteObjectVersion"));
        actions.put("s3:DeletePublicAccessBlock", List.of("PutBucketPublicAccessBlock"));
        actions.put("s3:GetBucketCors", List.of("GetBucketCORS"));
        actions.put("s3:GetBucketEncryption", List.of("GetEncryptionConfiguration"));
        actions.put("s3:GetBucketLifecycleConfiguration", List.of("GetLifecycleConfiguration"));
        actions.put("s3:GetPublicAccessBlock", List.of("GetBucketPublicAccessBlock"));
        actions.put("s3:HeadBucket", List.of("ListBucket"));
        actions.put("s3:ListBuckets", List.of("ListAllMyBuckets"));
        actions.put("s3:ListObjectVersions", List.of("ListBucketVersions"));
        actions.put("s3:ListObjectsV2", List.of("ListBucket"));
        actions.put("s3:PutBucketCors", List.of("PutBucketCORS"));
        actions.put("s3:PutBucketEncryption", List.of("PutEncryptionConfiguration"));
        actions.put("s3:PutBucketLifecycleConfiguration", List.of("PutLifecycleConfiguration"));
        actions.put("s3:PutPublicAccessBlock", List.of("PutBucketPublicAccessBlock"));
        actions.put("secretsmanager:CreateSecret", List.of("CreateSecret", "TagResource"));
        actions.put("ssm:PutParameter", List.of("PutParameter", "AddTagsToResource"));
        return actions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> withPrefix(entry.getKey(), entry.getValue())));
    }

    private static List<String> withPrefix(String operation, List<String> actions) {
        String prefix = operation.substring(0, operation.indexOf(':') + 1);
        return actions.stream().map(prefix::concat).toList();
    }
}
