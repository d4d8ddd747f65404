package io.siteward.sign.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as RFC 8259 has it, and no member twice: of two, one reader takes the first and another the last.
 *
 * <p>Objects become maps, arrays lists, integers {@link Long}, other numbers {@link Double}, and null {@link JsonNull}. A
 * library for this would be most of the package, and most of the classes that a cold start loads.
 */
public final class JsonParser {
    /** API Gateway's events are five deep; what is deeper would only use up the stack. */
    private static final int DEEPEST = 32;

    /** The first group is what makes it other than an integer. */
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)((?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)");

    /** In characters; what is longer may not fit into 64 bits. */
    private static final int LONGEST_INTEGER = 18;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final int END = -1;
    private static final int NAME_SHOWN = 64;

    private final String text;
    private int at;

    private JsonParser(String text) {
        this.text = text;
    }

    /**
     * The value that a text consists of.
     *
     * @throws JsonException when it is not one value, or has a member twice
     */
    public static Object parse(String text) throws JsonException {
        JsonParser parser = new JsonParser(text);
        Object value = parser.value(0);
        parser.skipSpace();
        if (parser.peek() != END) {
            throw parser.problem("there is more after the end");
        }
        return value;
    }

    private Object value(int depth) throws JsonException {
        if (depth > DEEPEST) {
            throw problem("it is too deep");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", JsonNull.NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws JsonException {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (isNext('}')) {
            return members;
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw problem("a member's name is missing");
            }
            String name = string();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw new JsonException("The member " + shown(name) + " is there twice.");
            }
        } while (isNext(','));
        expect('}');
        return members;
    }

    private List<Object> array(int depth) throws JsonException {
        List<Object> items = new ArrayList<>();
        at++;
        if (isNext(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (isNext(','));
        expect(']');
        return items;
    }

    private String string() throws JsonException {
        StringBuilder string = new StringBuilder();
        at++;
        for (; peek() != '"'; at++) {
            int c = peek();
            if (c < ' ') {
                throw problem("a string does not end, or has a control character");
            }
            string.append(c == '\\' ? escaped() : (char) c);
        }
        at++;
        return string.toString();
    }

    /** The character that an escape stands for; stops at its last character. */
    private char escaped() throws JsonException {
        at++;
        return switch (peek()) {
            case '"', '\\', '/' -> (char) peek();
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw problem("an escape is not known");
        };
    }

    private char hexadecimal() throws JsonException {
        int code = 0;
        for (int digit = 0; digit < 4; digit++) {
            at++;
            int value = peek() == END || peek() > 'f' ? -1 : Character.digit(peek(), 16);
            if (value < 0) {
                throw problem("an escape needs four hexadecimal digits");
            }
            code = code << 4 | value;
        }
        return (char) code;
    }

    private Object number() throws JsonException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw problem("a value is missing");
        }
        at = number.end();
        String digits = number.group();
        if (number.group(1).isEmpty() && digits.length() <= LONGEST_INTEGER) {
            return Long.valueOf(digits);
        }
        return Double.valueOf(digits);
    }

    private Object word(String word, Object value) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw problem("a value is missing");
        }
        at += word.length();
        return value;
    }

    private boolean isNext(char wanted) {
        skipSpace();
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) throws JsonException {
        if (!isNext(wanted)) {
            throw problem("there is no " + wanted);
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private JsonException problem(String what) {
        return new JsonException("No JSON: at character " + (at + 1) + ", " + what + ".");
    }

    /** In one line of a log. */
    private static String shown(String name) {
        String line = CONTROL.matcher(name).replaceAll("?");
        return line.length() <= NAME_SHOWN ? line : line.substring(0, NAME_SHOWN) + "…";
    }
}
