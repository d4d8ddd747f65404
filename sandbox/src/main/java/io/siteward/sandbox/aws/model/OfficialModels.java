package io.siteward.sandbox.aws.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The rules of AWS's own service models: required members, enums, patterns, lengths and ranges.
 *
 * <p>An operation without a model is a violation too: nobody could say whether AWS takes its requests.
 */
public final class OfficialModels implements RequestRules {
    /** What {@link Violation#constraint} says of an operation that no table has. */
    public static final String NO_MODEL = "Operation must have a model; scripts/service-models.py lists them";

    private static final RequestRules INSTANCE = new OfficialModels();

    private final Map<String, ModelTable> services = Stream.of(
                    "acm", "cloudfront", "dynamodb", "s3", "secretsmanager", "ssm", "sts")
            .collect(Collectors.toMap(Function.identity(), ModelTable::of));

    private OfficialModels() {}

    /** The rules, which never change and are read once. */
    public static RequestRules instance() {
        return INSTANCE;
    }

    @Override
    public List<Violation> violations(String service, String operation, SdkRequest request) {
        ModelTable table = services.get(service);
        if (table == null || !table.operations().containsKey(operation)) {
            return List.of(new Violation(service, operation, "", Optional.empty(), NO_MODEL));
        }
        RequestCheck check = new RequestCheck(service, operation, table.shapes());
        check.value(table.operations().getOrDefault(operation, Optional.empty()), request, "");
        return check.found();
    }
}
