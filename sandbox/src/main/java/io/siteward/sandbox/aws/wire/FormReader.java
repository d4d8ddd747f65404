package io.siteward.sandbox.aws.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Reads the members of a request from a form, where {@code Tags.member.1.Key} is a path. */
record FormReader(Map<String, String> form) {

    /**
     * Fills the members that the form has.
     *
     * @param prefix the path of the shape, ending with a dot unless it is empty
     */
    SdkPojo members(String prefix, SdkPojo target) {
        Members.inBody(target).forEach(field -> {
            String path = prefix + field.locationName();
            if (has(path)) {
                field.set(target, value(field, path));
            }
        });
        return target;
    }

    private Object value(SdkField<?> field, String path) {
        return switch (Members.type(field)) {
            case SDK_POJO -> Members.nested(field, nested -> members(path + ".", nested));
            case LIST -> list(field, path);
            case MAP -> map(field, path);
            default -> ScalarText.IN_XML.read(field, form.getOrDefault(path, ""));
        };
    }

    private List<Object> list(SdkField<?> field, String path) {
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        String name = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        String elements = trait.isFlattened() ? path + "." : path + "." + name + ".";
        List<Object> values = new ArrayList<>();
        for (int i = 1; has(elements + i); i++) {
            values.add(value(Members.element(field), elements + i));
        }
        return values;
    }

    private Map<String, Object> map(SdkField<?> field, String path) {
        MapTrait trait = field.getRequiredTrait(MapTrait.class);
        String entries = trait.isFlattened() ? path + "." : path + ".entry.";
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; has(entries + i); i++) {
            String key = form.getOrDefault(entries + i + "." + trait.keyLocationName(), "");
            values.put(key, value(Members.mapValue(field), entries + i + "." + trait.valueLocationName()));
        }
        return values;
    }

    private boolean has(String path) {
        return form.containsKey(path) || form.keySet().stream().anyMatch(name -> name.startsWith(path + "."));
    }
}
