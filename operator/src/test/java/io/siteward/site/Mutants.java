package io.siteward.site;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Every way to change one leaf of an SDK's shape, a map or a list, found by walking it: a boolean is turned, a number
 * counted up, an enum's value exchanged for another, a text made longer; a list loses an item and gets one more. A leaf
 * has several mutants, the likeliest first, since AWS does not take them all.
 */
final class Mutants {
    private final Function<String, List<Object>> substitutes;

    /** @param substitutes what a leaf may become that cannot be guessed, such as the id of another policy; by leaf */
    Mutants(Function<String, List<Object>> substitutes) {
        this.substitutes = substitutes;
    }

    /** @param name what the leaves' names begin with */
    List<Mutant> of(String name, Object whole) {
        return mutants(name, whole, List.of()).toList();
    }

    private Stream<Mutant> mutants(String path, Object value, List<String> words) {
        // A shape and the Items in it have one name.
        Stream<Mutant> known = substitutes.apply(path).stream()
                .filter(other -> (other instanceof SdkPojo) == (value instanceof SdkPojo))
                .map(other -> new Mutant(path, other));
        return Stream.concat(known, guesses(path, value, words));
    }

    private Stream<Mutant> guesses(String path, Object value, List<String> words) {
        if (value instanceof SdkPojo shape) {
            return ofShape(path, shape);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(path, map);
        }
        if (value instanceof List<?> list) {
            return ofList(path, list, words);
        }
        return ofScalar(value, words).filter(other -> !other.equals(value)).map(other -> new Mutant(path, other));
    }

    private static Stream<Object> ofScalar(Object value, List<String> words) {
        if (value instanceof Boolean flag) {
            return Stream.of(!flag);
        }
        if (value instanceof Integer number) {
            return Stream.of(number + 1, number - 1);
        }
        if (value instanceof Long number) {
            return Stream.of(number + 1, number - 1);
        }
        if (value instanceof String text) {
            return words.isEmpty()
                    ? Stream.of(text + "x", "x" + text, "")
                    : words.stream().map(Object.class::cast);
        }
        throw new IllegalArgumentException("a leaf of type " + value.getClass());
    }

    private Stream<Mutant> ofShape(String path, SdkPojo shape) {
        return shape.sdkFields().stream()
                .filter(field -> !field.memberName().equals("Quantity"))
                .filter(field -> field.getValueOrDefault(shape) != null)
                .flatMap(field -> lifted(
                        mutants(pathOf(path, field), field.getValueOrDefault(shape), words(shape, field)),
                        value -> with(shape, field, value)));
    }

    /** {@code Items} goes without saying. */
    private static String pathOf(String path, SdkField<?> field) {
        return field.memberName().equals("Items") ? path : path + "." + field.memberName();
    }

    private static SdkPojo with(SdkPojo shape, SdkField<?> field, Object value) {
        SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) shape).toBuilder();
        field.set(builder, value);
        if (field.memberName().equals("Items")) {
            builder.sdkFields().stream()
                    .filter(other -> other.memberName().equals("Quantity"))
                    .forEach(quantity -> quantity.set(builder, ((List<?>) value).size()));
        }
        return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
    }

    /** The values of the enum that a field, or the items of its list, are of; none when it is no enum. */
    private static List<String> words(SdkPojo shape, SdkField<?> field) {
        return Stream.of(shape.getClass().getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(field.memberName()))
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getGenericReturnType)
                .map(Mutants::itemType)
                .filter(type -> type instanceof Class<?> raw && raw.isEnum())
                .flatMap(type -> Stream.of(((Class<?>) type).getEnumConstants()))
                .map(Objects::toString)
                .filter(word -> !word.equals("null"))
                .toList();
    }

    private static Type itemType(Type type) {
        return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    }

    private Stream<Mutant> ofMap(String path, Map<?, ?> map) {
        Stream<Mutant> changed = map.entrySet().stream()
                .flatMap(entry -> lifted(
                        mutants(path + "." + entry.getKey(), entry.getValue(), List.of()),
                        value -> with(map, entry.getKey(), value)));
        Stream<Mutant> removed =
                map.keySet().stream().map(key -> new Mutant(path + "." + key + "[-]", without(map, key)));
        Stream<Mutant> added =
                substitutes.apply(path + "[+]").stream().map(key -> new Mutant(path + "[+]", with(map, key, "added")));
        return Stream.of(changed, removed, added).flatMap(Function.identity());
    }

    private static Map<Object, Object> with(Map<?, ?> map, Object key, Object value) {
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    private static Map<Object, Object> without(Map<?, ?> map, Object key) {
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }

    private Stream<Mutant> ofList(String path, List<?> list, List<String> words) {
        List<Mutant> mutants = new ArrayList<>();
        boolean scalars = list.stream().noneMatch(item -> item instanceof SdkPojo || item instanceof Map);
        for (int i = 0; i < list.size(); i++) {
            int place = i;
            Stream<Mutant> ofItem = mutants(path + "[" + i + "]", list.get(i), words);
            if (!scalars) {
                lifted(ofItem, value -> with(list, place, value)).forEach(mutants::add);
            }
            mutants.add(new Mutant(path + "[-]", without(list, place)));
        }
        Stream<Object> guessed = list.isEmpty()
                ? words.stream().map(Object.class::cast)
                : mutants(path + "[" + (list.size() - 1) + "]", list.get(list.size() - 1), words)
                        .map(Mutant::changed);
        Stream.concat(substitutes.apply(path + "[+]").stream(), guessed)
                .map(item -> new Mutant(path + "[+]", with(list, list.size(), item)))
                .forEach(mutants::add);
        return mutants.stream();
    }

    private static List<Object> with(List<?> list, int place, Object value) {
        List<Object> copy = new ArrayList<>(list);
        if (place == copy.size()) {
            copy.add(value);
        } else {
            copy.set(place, value);
        }
        return copy;
    }

    private static List<Object> without(List<?> list, int place) {
        List<Object> copy = new ArrayList<>(list);
        copy.remove(place);
        return copy;
    }

    private static Stream<Mutant> lifted(Stream<Mutant> mutants, UnaryOperator<Object> whole) {
        return mutants.map(mutant -> new Mutant(mutant.leaf(), whole.apply(mutant.changed())));
    }
}
