package io.siteward.sandbox.aws.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsRequest;
import software.amazon.awssdk.services.cloudfront.model.Tag;

/** What one account's requests act on, in IAM's terms. */
final class RequestedPermissions {
    private final String accountId;
    private final KnownResources resources;

    RequestedPermissions(String accountId, KnownResources resources) {
        this.accountId = accountId;
        this.resources = resources;
    }

    /** Every permission that the request to this region needs; all of them must be granted. */
    List<Permission> of(Optional<String> region, String service, String operation, SdkRequest request) {
        Stream<Permission> own = OperationPermissions.actions(service, operation).stream()
                .map(action -> permission(region, service, operation, action, request));
        return Stream.concat(own, ofKey(region, service, request)).toList();
    }

    private Permission permission(
            Optional<String> region, String service, String operation, String action, SdkRequest request) {
        return switch (service) {
            case "s3" ->
                new Permission(action, inS3(action, request), Map.of(Permission.RESOURCE_ACCOUNT, ownerInS3(request)));
            case "cloudfront" -> {
                String resource = inCloudFront(operation, request);
                yield new Permission(action, resource, cloudFrontContext(resource, request));
            }
            case "acm" -> new Permission(action, text(request, "CertificateArn").orElse("*"), Map.of());
            case "dynamodb" -> new Permission(action, inDynamoDb(region, request), Map.of());
            case "ssm" -> new Permission(action, inSsm(region, request), Map.of());
            case "secretsmanager" -> new Permission(action, inSecretsManager(region, request), Map.of());
            default ->
                throw new IllegalStateException("it is not known what " + service + ":" + operation + " acts on");
        };
    }

    private static String inS3(String action, SdkRequest request) {
        String bucket = text(request, "Bucket").map("arn:aws:s3:::"::concat).orElse("*");
        boolean onObjects = action.startsWith("s3:DeleteObject") || action.equals("s3:GetObject");
        return onObjects ? bucket + "/" + text(request, "Key").orElse("any") : bucket;
    }

    /** A bucket that does not exist is answered as such, whoever asks: it counts as the caller's own. */
    private String ownerInS3(SdkRequest request) {
        return text(request, "Bucket").flatMap(resources::bucketOwner).orElse(accountId);
    }

    /** Public keys and key groups have no ARN: their actions are granted on everything. */
    private String inCloudFront(String operation, SdkRequest request) {
        boolean isList = operation.startsWith("List") && !operation.equals("ListTagsForResource");
        if (isList || operation.contains("PublicKey") || operation.contains("KeyGroup")) {
            return "*";
        }
        // Before a create there is no id yet: AWS judges the type.
        String id = text(request, "Id").or(() -> text(request, "Name")).orElse("*");
        return text(request, "Resource")
                .orElseGet(() -> "arn:aws:cloudfront::" + accountId + ":" + type(operation) + "/" + id);
    }

    private static String type(String operation) {
        return Stream.of("origin-access-control", "cache-policy", "response-headers-policy", "distribution", "function")
                .filter(type -> operation.toLowerCase(Locale.ROOT).contains(type.replace("-", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it is not known what " + operation + " acts on"));
    }

    private Map<String, String> cloudFrontContext(String resource, SdkRequest request) {
        Map<String, String> context = new HashMap<>();
        resources.distributionTags(resource).forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
        if (request instanceof CreateDistributionWithTagsRequest create) {
            for (Tag tag : create.distributionConfigWithTags().tags().items()) {
                context.put("aws:RequestTag/" + tag.key(), tag.value());
            }
        }
        return context;
    }

    private String inDynamoDb(Optional<String> region, SdkRequest request) {
        return text(request, "ResourceArn")
                .orElseGet(() -> "arn:aws:dynamodb:" + region.orElse("us-east-1") + ":" + accountId + ":table/"
                        + text(request, "TableName").orElseThrow());
    }

    /** A path is judged as the parameter of its name. */
    private String inSsm(Optional<String> region, SdkRequest request) {
        String name = Stream.of("Name", "Path", "ResourceId")
                .flatMap(member -> text(request, member).stream())
                .findFirst()
                .orElse("*");
        return name.startsWith("arn:")
                ? name
                : "arn:aws:ssm:" + region.orElse("us-east-1") + ":" + accountId + ":parameter/"
                        + name.replaceFirst("^/", "");
    }

    /** Six letters stand for those that AWS makes up behind a secret's name. */
    private String inSecretsManager(Optional<String> region, SdkRequest request) {
        String name = text(request, "SecretId").or(() -> text(request, "Name")).orElse("*");
        return name.startsWith("arn:")
                ? name
                : "arn:aws:secretsmanager:" + region.orElse("us-east-1") + ":" + accountId + ":secret:" + name
                        + "-AbCdEf";
    }

    /**
     * What the caller needs for a key that a request to keep a secret names; AWS's managed ones are for everybody.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">Parameter
     *     Store</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secrets Manager</a>
     */
    private Stream<Permission> ofKey(Optional<String> region, String service, SdkRequest request) {
        Stream<String> actions = switch (service) {
            case "ssm" -> Stream.of("kms:Encrypt");
            case "secretsmanager" -> Stream.of("kms:GenerateDataKey", "kms:Decrypt");
            default -> Stream.empty();
        };
        Optional<String> key = text(request, "KeyId")
                .or(() -> text(request, "KmsKeyId"))
                .filter(id -> !id.startsWith("alias/aws/"))
                .map(id -> id.startsWith("arn:")
                        ? id
                        : "arn:aws:kms:" + region.orElse("us-east-1") + ":" + accountId + ":key/" + id);
        Map<String, String> context =
                Map.of("kms:ViaService", service + "." + region.orElse("us-east-1") + ".amazonaws.com");
        return key.stream().flatMap(arn -> actions.map(action -> new Permission(action, arn, context)));
    }

    private static Optional<String> text(SdkRequest request, String member) {
        return request.getValueForField(member, String.class);
    }
}
