package io.siteward.sandbox.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;

/** The operations, for a caller of one account in one region. What is not here is left to the interface, which throws. */
final class DynamoDbCalls implements DynamoDbClient {
    private static final String CONDITION = "ConditionExpression";
    private static final String KEY_CONDITION = "KeyConditionExpression";

    private final Tables tables;

    DynamoDbCalls(Tables tables) {
        this.tables = tables;
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        Table table = tables.create(request);
        return CreateTableResponse.builder()
                .tableDescription(table.description(tables.now()))
                .build();
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
                .table(existing(request.tableName()).description(tables.now()))
                .build();
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        Table table = existing(request.tableName());
        if (table.status(tables.now()) != TableStatus.ACTIVE) {
            throw DynamoDbRefusal.RESOURCE_IN_USE.because(
                    "Attempt to change a resource which is still in use: Table is being created or deleted: "
                            + request.tableName());
        }
        if (table.isProtected()) {
            throw DynamoDbRefusal.VALIDATION.because("Resource cannot be deleted as it is currently protected against"
                    + " deletion. Disable deletion protection first.");
        }
        table.delete(tables.now());
        return DeleteTableResponse.builder()
                .tableDescription(table.description(tables.now()))
                .build();
    }

    private Table existing(String name) {
        return tables.find(name)
                .orElseThrow(() -> DynamoDbRefusal.RESOURCE_NOT_FOUND.because(
                        "Requested resource not found: Table: " + name + " not found"));
    }

    @Override
    public DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
        return DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(backedUp(request.tableName())))
                .build();
    }

    @Override
    public UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        Table table = backedUp(request.tableName());
        if (!table.hasBackups(tables.now())) {
            throw DynamoDbRefusal.BACKUPS_UNAVAILABLE.because(
                    "Backups are being enabled for the table: " + request.tableName() + ". Please retry later");
        }
        table.recovery = Optional.of(request.pointInTimeRecoverySpecification())
                .filter(PointInTimeRecoverySpecification::pointInTimeRecoveryEnabled);
        return UpdateContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(table))
                .build();
    }

    private Table backedUp(String name) {
        return tables.find(name).orElseThrow(() -> DynamoDbRefusal.TABLE_NOT_FOUND.because("Table not found: " + name));
    }

    private static ContinuousBackupsDescription backups(Table table) {
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(recovery -> recovery.pointInTimeRecoveryStatus(
                        table.recovery.isPresent()
                                ? PointInTimeRecoveryStatus.ENABLED
                                : PointInTimeRecoveryStatus.DISABLED))
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Table table = byArn(request.resourceArn());
        if (table.status(tables.now()) != TableStatus.ACTIVE) {
            throw DynamoDbRefusal.RESOURCE_IN_USE.because("Attempt to change a resource which is still in use: Table is"
                    + " being created or deleted: " + request.resourceArn());
        }
        TableRules.checkTags(request.tags());
        request.tags().forEach(tag -> table.tags.put(tag.key(), tag.value()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
        return ListTagsOfResourceResponse.builder()
                .tags(byArn(request.resourceArn()).tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private Table byArn(String arn) {
        return tables.findByArn(arn)
                .orElseThrow(() -> DynamoDbRefusal.RESOURCE_NOT_FOUND.because(
                        "Requested resource not found: ResourcArn: " + arn + " not found"));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Table table = tables.inUse(request.tableName());
        Optional<Map<String, AttributeValue>> item = table.get(table.key.ofKey(ItemRules.kept(request.key())));
        return item.map(found -> GetItemResponse.builder().item(found).build())
                .orElseGet(() -> GetItemResponse.builder().build());
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Placeholders placeholders = new Placeholders(
                given(request.hasExpressionAttributeNames(), request.expressionAttributeNames()),
                given(request.hasExpressionAttributeValues(), request.expressionAttributeValues()));
        List<Term> condition = condition(request.conditionExpression(), placeholders);
        tables.inUse(request.tableName()).put(ItemRules.kept(request.item()), condition);
        return PutItemResponse.builder().build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Placeholders placeholders = new Placeholders(
                given(request.hasExpressionAttributeNames(), request.expressionAttributeNames()),
                given(request.hasExpressionAttributeValues(), request.expressionAttributeValues()));
        List<Term> condition = condition(request.conditionExpression(), placeholders);
        Table table = tables.inUse(request.tableName());
        table.delete(table.key.ofKey(ItemRules.kept(request.key())), condition);
        return DeleteItemResponse.builder().build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        Placeholders placeholders = new Placeholders(
                given(request.hasExpressionAttributeNames(), request.expressionAttributeNames()),
                given(request.hasExpressionAttributeValues(), request.expressionAttributeValues()));
        if (request.keyConditionExpression() == null) {
            placeholders.refuseWithout(KEY_CONDITION);
            throw DynamoDbRefusal.VALIDATION.because(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        List<Term> terms = Expression.terms(KEY_CONDITION, request.keyConditionExpression(), placeholders);
        return QueryPage.of(tables.inUse(request.tableName()), request, terms);
    }

    private static List<Term> condition(@Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            placeholders.refuseWithout(CONDITION);
            return List.of();
        }
        return Expression.terms(CONDITION, expression, placeholders);
    }

    private static <T> Optional<Map<String, T>> given(boolean present, Map<String, T> map) {
        return present ? Optional.of(map) : Optional.empty();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
