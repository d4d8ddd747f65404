package io.siteward.readable;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * One condition of a statement.
 *
 * @param operator as the policy spells it, for example {@code ForAnyValue:StringLikeIfExists}
 * @param values one of which must fit
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Operators</a>
 */
record Condition(String operator, String key, Set<String> values) {
    private static final String IF_EXISTS = "ifexists";
    private static final String FOR_ALL_VALUES = "forallvalues:";
    private static final String FOR_ANY_VALUE = "foranyvalue:";
    private static final Set<String> UNDERSTOOD =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "bool");

    Condition {
        values = Set.copyOf(values);
    }

    Truth holds(Asker asker, Insiders insiders) {
        Values possible = asker.values(key, insiders);
        String name = operator.toLowerCase(Locale.ROOT);
        if (name.equals("null")) {
            return isNull(possible);
        }
        boolean ifExists = name.endsWith(IF_EXISTS);
        boolean forAll = name.startsWith(FOR_ALL_VALUES);
        boolean forAny = name.startsWith(FOR_ANY_VALUE);
        String plain = name.substring(name.indexOf(':') + 1, name.length() - (ifExists ? IF_EXISTS.length() : 0));
        boolean negated = plain.contains("not");
        Truth whenAbsent = Truth.of(ifExists || forAll || (negated && !forAny));
        Truth whenPresent = compare(plain.replaceFirst("not", ""), negated, possible);
        return switch (possible.absent()) {
            case ALWAYS -> whenAbsent;
            case NEVER -> whenPresent;
            case SOMETIMES -> whenAbsent.orElse(whenPresent);
        };
    }

    private Truth compare(String plain, boolean negated, Values possible) {
        Collection<Glob> named = values.stream().map(Glob::new).toList();
        boolean arns = plain.startsWith("arn");
        if (!UNDERSTOOD.contains(plain)
                || (arns && named.stream().anyMatch(each -> !each.pattern().startsWith("arn:")))) {
            return Truth.SOMETIMES;
        }
        Truth fits = named.stream().map(possible.match()::of).reduce(Truth.NEVER, Truth::or);
        return negated ? fits.not() : fits;
    }

    private Truth isNull(Values possible) {
        if (values.equals(Set.of("true"))) {
            return possible.absent();
        }
        return values.equals(Set.of("false")) ? possible.absent().not() : Truth.SOMETIMES;
    }
}
