package io.siteward.sign.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object as it is read, member by member. What is missing, of another type or not known becomes a problem that names it,
 * so that all of them can be told at once.
 */
public final class Fields {
    private final String path;
    private final Map<?, ?> members;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();

    private Fields(String path, Map<?, ?> members, List<String> problems) {
        this.path = path;
        this.members = members;
        this.problems = problems;
    }

    /**
     * The members of a whole text.
     *
     * @param problems where what is wrong is added
     */
    public static Fields of(Map<?, ?> members, List<String> problems) {
        return new Fields("", members, problems);
    }

    /** Adds a problem with a member. */
    public void complain(String name, String what) {
        problems.add(path + name + " " + what);
    }

    /** Whether there is such a member, of whatever type. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    public Optional<String> text(String name) {
        return member(name, String.class, "a string");
    }

    /** A string that must be there; empty, and a problem, where it is not. */
    public String requiredText(String name) {
        require(name);
        return text(name).orElse("");
    }

    public Optional<Boolean> flag(String name) {
        return member(name, Boolean.class, "true or false");
    }

    public OptionalLong integer(String name) {
        return member(name, Long.class, "an integer").map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** An integer in a range; where it is not there or not in it, the least, and a problem unless there is a default. */
    public long integer(String name, long least, long most, OptionalLong byDefault) {
        if (byDefault.isEmpty()) {
            require(name);
        }
        OptionalLong found = integer(name);
        if (found.isPresent() && (found.getAsLong() < least || found.getAsLong() > most)) {
            complain(name, "is a number from " + least + " to " + most);
            return least;
        }
        return found.orElse(byDefault.orElse(least));
    }

    /** Strings; a problem where there is none. */
    public List<String> requiredTexts(String name) {
        require(name);
        List<String> texts = new ArrayList<>();
        for (Object item : items(name)) {
            if (item instanceof String text) {
                texts.add(text);
            } else {
                complain(name + "[" + texts.size() + "]", "is a string");
            }
        }
        return texts;
    }

    /** Objects; a problem where there is none. */
    public List<Fields> requiredObjects(String name) {
        require(name);
        List<Fields> objects = new ArrayList<>();
        for (Object item : items(name)) {
            String place = name + "[" + objects.size() + "]";
            if (item instanceof Map<?, ?> inner) {
                objects.add(new Fields(path + place + ".", inner, problems));
            } else {
                complain(place, "is an object");
            }
        }
        return objects;
    }

    public Optional<Fields> object(String name) {
        return member(name, Map.class, "an object").map(inner -> new Fields(path + name + ".", inner, problems));
    }

    /** An object that must be there; without members, and a problem, where it is not. */
    public Fields requiredObject(String name) {
        require(name);
        return object(name).orElseGet(() -> new Fields(path + name + ".", Map.of(), new ArrayList<>()));
    }

    /** One of some values, by their words; the first, and a problem, where it is none and there is no default. */
    public <T> T choice(String name, T[] values, Function<T, String> word, Optional<T> byDefault) {
        if (byDefault.isEmpty()) {
            require(name);
        }
        Optional<String> chosen = text(name);
        Optional<T> value = chosen.flatMap(text ->
                Stream.of(values).filter(one -> word.apply(one).equals(text)).findFirst());
        if (chosen.isPresent() && value.isEmpty()) {
            complain(name, "is one of " + Stream.of(values).map(word).collect(Collectors.joining(", ")));
        }
        return value.or(() -> byDefault).orElse(values[0]);
    }

    /** Members that nobody asked for are problems. */
    public void end() {
        for (Object name : members.keySet()) {
            if (!known.contains(name)) {
                complain((String) name, "is not known");
            }
        }
    }

    private List<?> items(String name) {
        List<?> items = member(name, List.class, "a list").orElse(List.of());
        if (has(name) && items.isEmpty()) {
            complain(name, "is a list of at least one");
        }
        return items;
    }

    private void require(String name) {
        if (!has(name)) {
            complain(name, "is missing");
        }
    }

    private <T> Optional<T> member(String name, Class<T> type, String words) {
        known.add(name);
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            complain(name, "is " + words);
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }
}
