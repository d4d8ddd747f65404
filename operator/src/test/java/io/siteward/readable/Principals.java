package io.siteward.readable;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom a statement is about.
 *
 * @param but whether it is about all but these
 * @param byKind the principals by {@code AWS}, {@code Service}, {@code CanonicalUser}, {@code Federated}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
record Principals(boolean but, Map<String, Set<String>> byKind) {
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:iam::([^:]*):.*|(\\d{12})");
    private static final String EVERYONE = "*";

    static Principals parse(JsonNode statement) {
        boolean but = statement.has("NotPrincipal");
        JsonNode named = statement.path(but ? "NotPrincipal" : "Principal");
        Map<String, Set<String>> byKind = new TreeMap<>();
        if (named.isObject()) {
            named.properties()
                    .forEach(kind -> byKind.put(
                            kind.getKey(),
                            Statement.texts(kind.getValue()).stream()
                                    .map(Principals::withoutRoot)
                                    .collect(Collectors.toSet())));
        } else {
            byKind.put("AWS", Set.copyOf(Statement.texts(named)));
        }
        return new Principals(but, byKind);
    }

    /** An account is named by its number or by its root. */
    private static String withoutRoot(String principal) {
        return principal.replaceFirst("^arn:aws:iam::(\\d{12}):root$", "$1");
    }

    /** Whether it is everybody, in so many words. */
    boolean everyone() {
        return !but && byKind.getOrDefault("AWS", Set.of()).contains(EVERYONE);
    }

    Truth include(Asker asker, Insiders insiders) {
        Truth named = byKind.entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().map(value -> is(asker, kind.getKey(), value, insiders)))
                .reduce(Truth.NEVER, Truth::or);
        return but ? named.not() : named;
    }

    private static Truth is(Asker asker, String kind, String principal, Insiders insiders) {
        return switch (kind) {
            case "AWS" -> principal.equals(EVERYONE) ? Truth.ALWAYS : account(asker, principal, insiders.account());
            case "Service" -> asker.isService(principal);
            case "CanonicalUser" -> Truth.of(asker == Asker.ANOTHER_ACCOUNT).and(Truth.SOMETIMES);
            case "Federated" -> Truth.of(!asker.isService()).and(Truth.SOMETIMES);
            default -> Truth.SOMETIMES;
        };
    }

    private static Truth account(Asker asker, String principal, String ours) {
        if (asker != Asker.ANOTHER_ACCOUNT) {
            return Truth.NEVER;
        }
        Matcher account = ACCOUNT.matcher(principal);
        boolean isOurs = account.matches() && (ours.equals(account.group(1)) || ours.equals(account.group(2)));
        return isOurs ? Truth.NEVER : Truth.SOMETIMES;
    }
}
