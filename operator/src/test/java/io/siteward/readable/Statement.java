package io.siteward.readable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A statement of a bucket policy. Equal are those that say the same, whatever their names.
 *
 * @param actions patterns, in small letters
 * @param butActions whether it is about all other actions
 * @param butResources whether it is about all other resources
 */
record Statement(
        boolean denies,
        Principals principals,
        boolean butActions,
        Set<String> actions,
        boolean butResources,
        Set<String> resources,
        Set<Condition> conditions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The statements of a policy. */
    static List<Statement> ofPolicy(String policy) {
        List<Statement> statements = new ArrayList<>();
        JsonNode found = json(policy).path("Statement");
        if (found.isObject()) {
            statements.add(parse(found));
        }
        found.elements().forEachRemaining(each -> {
            if (found.isArray()) {
                statements.add(parse(each));
            }
        });
        return statements;
    }

    static Statement parse(String statement) {
        return parse(json(statement));
    }

    private static Statement parse(JsonNode statement) {
        boolean butActions = statement.has("NotAction");
        boolean butResources = statement.has("NotResource");
        Set<Condition> conditions = new HashSet<>();
        statement
                .path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> conditions.add(new Condition(
                                operator.getKey(),
                                key.getKey().toLowerCase(Locale.ROOT),
                                Set.copyOf(texts(key.getValue()))))));
        Set<String> actions = new HashSet<>();
        texts(statement.path(butActions ? "NotAction" : "Action"))
                .forEach(action -> actions.add(action.toLowerCase(Locale.ROOT)));
        return new Statement(
                statement.path("Effect").asText().equals("Deny"),
                Principals.parse(statement),
                butActions,
                actions,
                butResources,
                Set.copyOf(texts(statement.path(butResources ? "NotResource" : "Resource"))),
                conditions);
    }

    /** In how many of the asker's requests for the action it applies. */
    Truth applies(Asker asker, Action action, String bucket, Insiders insiders) {
        Truth meant = principals.include(asker, insiders).and(isAbout(action));
        if (meant == Truth.NEVER) {
            return meant;
        }
        Truth holds = conditions.stream()
                .map(condition -> condition.holds(asker, insiders))
                .reduce(Truth.ALWAYS, Truth::and);
        return meant.and(holds).and(isAbout(bucket, action.onObjects()));
    }

    private Truth isAbout(Action action) {
        Predicate<Glob> names = pattern -> pattern.matchesIgnoringCase(action.name());
        return Truth.of(butActions != actions.stream().map(Glob::new).anyMatch(names));
    }

    private Truth isAbout(String bucket, boolean objects) {
        String arn = "arn:aws:s3:::" + bucket;
        Truth named = resources.stream()
                .map(Glob::new)
                .map(pattern -> objects ? pattern.matchesBehind(arn + "/") : itself(pattern, arn))
                .reduce(Truth.NEVER, Truth::or);
        return butResources ? named.not() : named;
    }

    private static Truth itself(Glob pattern, String arn) {
        return pattern.hasVariable() ? Truth.SOMETIMES : Truth.of(pattern.matches(arn));
    }

    static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(each -> texts.add(each.asText()));
        } else if (!oneOrMany.isMissingNode()) {
            texts.add(oneOrMany.asText());
        }
        return texts;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }
}
