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
    private final SecretPermissions secrets;

    RequestedPermissions(String accountId, KnownResources resources) {
        this.accountId = accountId;
        this.resources = resources;
        this.secrets = new SecretPermissions(accountId, resources);
    }

    /** Every permission that the request to this region needs; all of them must be granted. */
    List<Permission> of(Optional<String> region, String service, String operation, SdkRequest request) {
        if (SecretPermissions.concern(service)) {
            return secrets.of(region.orElse("us-east-1"), service, operation, request);
        }
        return OperationPermissions.actions(service, operation).stream()
                .map(action -> permission(region, service, operation, action, request))
                .toList();
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

    private static Optional<String> text(SdkRequest request, String member) {
        return request.getValueForField(member, String.class);
    }
}
