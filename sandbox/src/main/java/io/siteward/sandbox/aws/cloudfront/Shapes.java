package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** What can be said of the SDK's shapes without knowing which one it is. */
final class Shapes {
    private Shapes() {}

    /** Sets the members that both shapes have by the same name; returns the target, a builder. */
    static <B extends SdkPojo> B copy(SdkPojo source, B target) {
        Map<String, SdkField<?>> members =
                target.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, Function.identity()));
        for (SdkField<?> field : source.sdkFields()) {
            SdkField<?> member = members.get(field.memberName());
            Object value = field.getValueOrDefault(source);
            if (member != null && value != null && !(value instanceof SdkAutoConstructList)) {
                member.set(target, value);
            }
        }
        return target;
    }

    /**
     * Refuses a list whose quantity is not its length, wherever in the shape it stands.
     *
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html">Errors</a>
     */
    static void checkQuantities(SdkPojo shape) {
        Optional<Object> quantity = member(shape, "Quantity");
        if (quantity.isPresent() && !quantity.get().equals(lengthOfItems(shape))) {
            throw Refusal.INCONSISTENT_QUANTITIES.because("The value of Quantity and the size of Items don't match.");
        }
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (value instanceof SdkPojo nested) {
                checkQuantities(nested);
            } else if (value instanceof List<?> items) {
                items.stream()
                        .filter(SdkPojo.class::isInstance)
                        .map(SdkPojo.class::cast)
                        .forEach(Shapes::checkQuantities);
            }
        }
    }

    private static Object lengthOfItems(SdkPojo shape) {
        return member(shape, "Items").map(items -> ((List<?>) items).size()).orElse(0);
    }

    private static Optional<Object> member(SdkPojo shape, String name) {
        return shape.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .map(field -> field.getValueOrDefault(shape));
    }
}
