package io.siteward.sandbox.aws.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * A structure.
 *
 * @param members the name of each member's shape; empty for one without rules
 */
record StructureShape(Map<String, Optional<String>> members, Set<String> required) implements Shape {
    static final String REQUIRED = "Member must not be null";
    static final String UNKNOWN = "Member must be known to the model";

    @Override
    public void check(Object value, String path, RequestCheck check) {
        SdkPojo structure = (SdkPojo) value;
        for (SdkField<?> field : structure.sdkFields()) {
            String member = nameOf(field);
            String memberPath = below(path, member);
            Optional<Object> given = given(field, structure);
            Optional<String> shape = members.getOrDefault(member, Optional.empty());
            if (given.isEmpty()) {
                check.report(!required.contains(member), memberPath, Optional.empty(), REQUIRED);
            } else if (!members.containsKey(member)) {
                check.report(false, memberPath, given, UNKNOWN);
            } else {
                check.value(shape, given.get(), memberPath);
            }
        }
    }

    /** The model's name. The SDK calls the target of CopyObject by names of its own; on the wire it has the model's. */
    String nameOf(SdkField<?> field) {
        boolean renamed = !members.containsKey(field.memberName()) && members.containsKey(field.locationName());
        return renamed ? field.locationName() : field.memberName();
    }

    /** The SDK says "absent" by null or by a collection that it made itself. */
    private static Optional<Object> given(SdkField<?> field, SdkPojo structure) {
        Object value = field.getValueOrDefault(structure);
        boolean absent = value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
        return absent ? Optional.empty() : Optional.of(value);
    }

    private static String below(String path, String member) {
        return path.isEmpty() ? spelled(member) : path + "." + spelled(member);
    }

    /** A member's name as AWS's messages have it. */
    static String spelled(String member) {
        return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }
}
