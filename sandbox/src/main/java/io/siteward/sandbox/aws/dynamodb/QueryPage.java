package io.siteward.sandbox.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * One page of a query: at most 1 MB, and at most the limit. A page that ends at the limit names its last key even when
 * nothing follows, as AWS does not look ahead.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html">Paging</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">Keys</a>
 */
final class QueryPage {
    private static final int LARGEST_PAGE = 1024 * 1024;

    private final List<Map<String, AttributeValue>> items = new ArrayList<>();
    private int bytes;
    private @Nullable ItemKey last;
    private boolean full;

    private QueryPage() {}

    static QueryResponse of(Table table, QueryRequest request, List<Term> condition) {
        checkCondition(table.key, condition);
        Optional<ItemKey> start =
                request.hasExclusiveStartKey() ? Optional.of(start(table.key, request, condition)) : Optional.empty();
        int limit = Optional.ofNullable(request.limit()).orElse(Integer.MAX_VALUE);
        QueryPage page = new QueryPage();
        table.after(start).forEach((key, item) -> {
            if (!page.full && condition.stream().allMatch(term -> term.holds(item))) {
                page.add(key, item, limit);
            }
        });
        QueryResponse.Builder response = QueryResponse.builder()
                .items(page.items)
                .count(page.items.size())
                .scannedCount(page.items.size());
        if (page.full && page.last != null) {
            response.lastEvaluatedKey(table.key.attributesOf(page.last));
        }
        return response.build();
    }

    private void add(ItemKey key, Map<String, AttributeValue> item, int limit) {
        int size = ItemRules.size(item);
        if (bytes + size > LARGEST_PAGE) {
            full = true;
            return;
        }
        bytes += size;
        items.add(item);
        last = key;
        full = items.size() == limit;
    }

    private static void checkCondition(PrimaryKey key, List<Term> condition) {
        List<String> names = condition.stream().map(Term::name).toList();
        boolean onPartition = condition.stream()
                .anyMatch(term -> term instanceof Term.Equal
                        && term.name().equals(key.partition().name()));
        if (!onPartition) {
            throw DynamoDbRefusal.VALIDATION.because("Query condition missed key schema element: "
                    + key.partition().name());
        }
        List<String> known = key.attributes().stream().map(KeyAttribute::name).toList();
        boolean supported = known.containsAll(names)
                && names.stream().distinct().count() == names.size()
                && condition.stream().noneMatch(Term.Absent.class::isInstance);
        if (!supported) {
            throw DynamoDbRefusal.VALIDATION.because("Query key condition not supported");
        }
        for (KeyAttribute attribute : key.attributes()) {
            boolean fits = condition.stream()
                    .filter(term -> term.name().equals(attribute.name()))
                    .allMatch(term -> attribute.fits(valueOf(term)));
            if (!fits) {
                throw DynamoDbRefusal.invalidParameter("Condition parameter type does not match schema type");
            }
        }
    }

    private static AttributeValue valueOf(Term term) {
        if (term instanceof Term.Equal equal) {
            return equal.value();
        }
        if (term instanceof Term.Begins begins) {
            return begins.value();
        }
        throw new IllegalStateException("a term without a value: " + term);
    }

    private static ItemKey start(PrimaryKey key, QueryRequest request, List<Term> condition) {
        boolean inside = condition.stream().allMatch(term -> term.holds(request.exclusiveStartKey()));
        ItemKey start = key.ofKey(request.exclusiveStartKey());
        if (!inside) {
            throw DynamoDbRefusal.VALIDATION.because(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        return start;
    }
}
