package io.siteward.sandbox.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of expressions, of as much of them as is used: {@code attribute_not_exists(#name)}, {@code #name = :value},
 * {@code begins_with(#name, :value)}, joined by AND. Everything else is answered as a syntax error. That includes bare
 * names, since hundreds of them are reserved words.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">The
 *     grammar</a>
 */
final class Expression {
    private static final Pattern TOKEN = Pattern.compile("\\s*([#:]?\\w+|\\S)");
    private static final String END = "<EOF>";

    private final String member;
    private final Placeholders placeholders;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Expression(String member, String text, Placeholders placeholders) {
        this.member = member;
        this.placeholders = placeholders;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /**
     * The terms of an expression, all of which must hold.
     *
     * @param member where it stands in the request, for example {@code ConditionExpression}
     */
    static List<Term> terms(String member, String text, Placeholders placeholders) {
        if (text.isBlank()) {
            throw DynamoDbRefusal.VALIDATION.because("Invalid " + member + ": The expression can not be empty;");
        }
        Expression expression = new Expression(member, text, placeholders);
        List<Term> terms = new ArrayList<>();
        terms.add(expression.term());
        while (!expression.peek().equals(END)) {
            if (!expression.peek().equalsIgnoreCase("AND")) {
                throw expression.syntaxError();
            }
            expression.next++;
            terms.add(expression.term());
        }
        placeholders.refuseUnused();
        return terms;
    }

    private Term term() {
        if (peek().equals("attribute_not_exists")) {
            next++;
            take("(");
            Term term = new Term.Absent(name());
            take(")");
            return term;
        }
        if (peek().equals("begins_with")) {
            next++;
            take("(");
            String name = name();
            take(",");
            Term term = new Term.Begins(name, placeholders.value(placeholder(':'), member));
            take(")");
            return term;
        }
        String name = name();
        take("=");
        return new Term.Equal(name, placeholders.value(placeholder(':'), member));
    }

    private String name() {
        return placeholders.name(placeholder('#'), member);
    }

    private String placeholder(char kind) {
        String token = peek();
        if (token.charAt(0) != kind || token.length() == 1) {
            throw syntaxError();
        }
        next++;
        return token;
    }

    private void take(String token) {
        if (!peek().equals(token)) {
            throw syntaxError();
        }
        next++;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    private RuntimeException syntaxError() {
        String near = String.join(" ", tokens.subList(Math.max(0, next - 1), Math.min(tokens.size(), next + 2)));
        return DynamoDbRefusal.VALIDATION.because(
                "Invalid " + member + ": Syntax error; token: \"" + peek() + "\", near: \"" + near + "\"");
    }
}
