package io.siteward.sandbox.aws.dynamodb;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What the requests may say here: a member that is not served is refused, never ignored. */
final class ServedMembers {
    private static final Map<Class<?>, Set<String>> SERVED = Map.of(
            CreateTableRequest.class,
            Set.of(
                    "TableName",
                    "KeySchema",
                    "AttributeDefinitions",
                    "BillingMode",
                    "ProvisionedThroughput",
                    "DeletionProtectionEnabled",
                    "Tags"),
            GetItemRequest.class,
            Set.of("TableName", "Key", "ConsistentRead"),
            PutItemRequest.class,
            Set.of("TableName", "Item", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"),
            DeleteItemRequest.class,
            Set.of("TableName", "Key", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"),
            QueryRequest.class,
            Set.of(
                    "TableName",
                    "KeyConditionExpression",
                    "ExpressionAttributeNames",
                    "ExpressionAttributeValues",
                    "ConsistentRead",
                    "ExclusiveStartKey",
                    "Limit"),
            ListTagsOfResourceRequest.class,
            Set.of("ResourceArn"));

    private ServedMembers() {}

    /** @throws UnsupportedOperationException naming the member */
    static void check(SdkRequest request) {
        Set<String> served = SERVED.get(request.getClass());
        if (served == null) {
            return;
        }
        for (SdkField<?> field : request.sdkFields()) {
            if (isGiven(field.getValueOrDefault(request)) && !served.contains(field.memberName())) {
                throw new UnsupportedOperationException(
                        request.getClass().getSimpleName() + " with " + field.memberName());
            }
        }
    }

    private static boolean isGiven(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }
}
