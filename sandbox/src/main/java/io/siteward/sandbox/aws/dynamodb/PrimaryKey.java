package io.siteward.sandbox.aws.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * By which attributes a table's items are told apart.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 */
record PrimaryKey(KeyAttribute partition, Optional<KeyAttribute> sort) {

    /** The key that a request asks for; refuses one that is contradictory. */
    static PrimaryKey of(CreateTableRequest request) {
        List<KeySchemaElement> schema = request.keySchema();
        List<String> names =
                schema.stream().map(KeySchemaElement::attributeName).toList();
        if (schema.isEmpty() || schema.get(0).keyType() != KeyType.HASH) {
            throw invalidSchema("The first KeySchemaElement is not a HASH key type");
        }
        if (schema.size() > 1 && schema.get(1).keyType() != KeyType.RANGE) {
            throw invalidSchema("The second KeySchemaElement is not a RANGE key type");
        }
        if (schema.size() > 2) {
            throw DynamoDbRefusal.VALIDATION.because("1 validation error detected: Value at 'keySchema' failed to"
                    + " satisfy constraint: Member must have length less than or equal to 2");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw invalidSchema("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        Map<String, AttributeDefinition> defined = new LinkedHashMap<>();
        request.attributeDefinitions().forEach(each -> defined.put(each.attributeName(), each));
        if (!defined.keySet().containsAll(names)) {
            throw DynamoDbRefusal.invalidParameter("Some index key attributes are not defined in AttributeDefinitions."
                    + " Keys: " + names + ", AttributeDefinitions: " + defined.keySet());
        }
        if (defined.size() > names.size()) {
            throw DynamoDbRefusal.invalidParameter("Number of attributes in KeySchema does not exactly match number of"
                    + " attributes defined in AttributeDefinitions");
        }
        return new PrimaryKey(
                attribute(request, names.get(0), KeyAttribute.LONGEST_PARTITION_KEY),
                names.stream()
                        .skip(1)
                        .findFirst()
                        .map(name -> attribute(request, name, KeyAttribute.LONGEST_SORT_KEY)));
    }

    private static KeyAttribute attribute(CreateTableRequest request, String name, int limit) {
        return request.attributeDefinitions().stream()
                .filter(each -> each.attributeName().equals(name))
                .findFirst()
                .map(each -> new KeyAttribute(name, each.attributeType(), limit))
                .orElseThrow();
    }

    private static RuntimeException invalidSchema(String what) {
        return DynamoDbRefusal.VALIDATION.because("Invalid KeySchema: " + what);
    }

    List<KeyAttribute> attributes() {
        return Stream.concat(Stream.of(partition), sort.stream()).toList();
    }

    /** The key of an item that is to be written; refuses one without it. */
    ItemKey ofItem(Map<String, AttributeValue> item) {
        return in(
                item,
                attribute -> DynamoDbRefusal.invalidParameter(
                        item.containsKey(attribute.name())
                                ? "Type mismatch for key " + attribute.name() + " expected: " + attribute.type()
                                : "Missing the key " + attribute.name() + " in the item"));
    }

    /** The key that names an item; refuses any other attribute. */
    ItemKey ofKey(Map<String, AttributeValue> key) {
        RuntimeException another =
                DynamoDbRefusal.VALIDATION.because("The provided key element does not match the schema");
        if (key.size() != attributes().size()) {
            throw another;
        }
        return in(key, attribute -> another);
    }

    private ItemKey in(Map<String, AttributeValue> item, Function<KeyAttribute, RuntimeException> refusal) {
        return new ItemKey(value(partition, item, refusal), sort.map(each -> value(each, item, refusal)));
    }

    private static AttributeValue value(
            KeyAttribute attribute,
            Map<String, AttributeValue> item,
            Function<KeyAttribute, RuntimeException> refusal) {
        AttributeValue value = item.get(attribute.name());
        if (value == null || !attribute.fits(value)) {
            throw refusal.apply(attribute);
        }
        attribute.check(value);
        return value;
    }

    /** The attributes of the item that are its key. */
    Map<String, AttributeValue> attributesOf(ItemKey key) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(partition.name(), key.partition());
        sort.ifPresent(each -> attributes.put(each.name(), key.sort().orElseThrow()));
        return attributes;
    }
}
