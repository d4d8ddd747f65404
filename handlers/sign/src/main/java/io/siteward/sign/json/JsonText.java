package io.siteward.sign.json;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON without white space. */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /**
     * A value as JSON.
     *
     * @param value a string, an integer, a boolean, a list or a map of those; a map keeps its order
     */
    public static String of(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Iterable<?> items) {
            StringBuilder list = new StringBuilder("[");
            items.forEach(item -> list.append(list.length() == 1 ? "" : ",").append(of(item)));
            return list.append(']').toString();
        }
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> quoted((String) member.getKey()) + ":" + of(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        throw new IllegalArgumentException("There is no JSON of " + value.getClass() + ".");
    }

    /**
     * A string in quotation marks. What is not ASCII stays as it is, for UTF-8.
     *
     * @throws IllegalArgumentException when a surrogate has no partner: UTF-8 has no form of it, and an encoder would
     *     put another character in its place
     */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            } else if (Character.isSurrogate(c)) {
                quoted.appendCodePoint(pair(text, i++));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static int pair(String text, int index) {
        int character = text.codePointAt(index);
        if (!Character.isSupplementaryCodePoint(character)) {
            throw new IllegalArgumentException("A surrogate without its partner is no text.");
        }
        return character;
    }
}
