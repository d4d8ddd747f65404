package io.siteward.aws.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.graph.Diff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A bucket policy as it was found, every statement in its own JSON, so that those of others go back exactly as they
 * came.
 *
 * <p>A statement whose sid begins with {@code Siteward} is ours. An Allow of anybody else is removed, since it opens
 * what is to be closed; a Deny is kept, since it only closes more.
 *
 * @param version the policy language, null when there is no policy
 * @param id the policy's id, which Siteward never sets and never removes
 */
public record PolicyDocument(
        @Nullable String version, @Nullable String id, List<JsonNode> statements) {
    static final PolicyDocument NONE = new PolicyDocument(null, null, List.of());
    static final String OURS = "Siteward";

    private static final String VERSION = "2012-10-17";
    private static final ObjectMapper JSON = new ObjectMapper();

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalStateException when it is no JSON, which S3 never stores
     */
    static PolicyDocument parse(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            List<JsonNode> statements = new ArrayList<>();
            JsonNode found = root.path("Statement");
            if (found.isArray()) {
                found.forEach(statements::add);
            } else if (found.isObject()) {
                statements.add(found);
            }
            return new PolicyDocument(
                    root.path("Version").asText("2008-10-17"), root.path("Id").asText(null), statements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the bucket policy is no JSON", e);
        }
    }

    String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("Version", VERSION);
        if (id != null) {
            root.put("Id", id);
        }
        ArrayNode array = root.putArray("Statement");
        statements.forEach(array::add);
        return root.toString();
    }

    /** The policy that has these statements and, as they are, the Denies of others. */
    PolicyDocument with(List<Statement> wanted) {
        List<JsonNode> result = new ArrayList<>();
        wanted.forEach(statement -> result.add(statement.toJson()));
        statements.stream().filter(PolicyDocument::isDenyOfOthers).forEach(result::add);
        return new PolicyDocument(VERSION, id, result);
    }

    /** What has to change so that it has these statements and no others but Denies. */
    Diff diff(List<Statement> wanted) {
        Diff.Builder diff = Diff.builder();
        if (!statements.isEmpty()) {
            diff.compare("policy.version", VERSION, version);
        }
        Set<Integer> undeclared =
                IntStream.range(0, statements.size()).boxed().collect(Collectors.toCollection(TreeSet::new));
        for (Statement statement : wanted) {
            Optional<Integer> found = undeclared.stream()
                    .filter(place -> statement.sid().equals(sid(statements.get(place))))
                    .findFirst();
            found.ifPresent(undeclared::remove);
            compare(diff, statement, found.map(statements::get));
        }
        undeclared.stream()
                .filter(place -> !isDenyOfOthers(statements.get(place)))
                .forEach(place -> diff.compare(path(label(place)), null, statements.get(place)));
        return diff.build();
    }

    /** The only statement of this sid, if there is one and it can be modelled. */
    Optional<Statement> statement(String sid) {
        List<JsonNode> found =
                statements.stream().filter(json -> sid(json).equals(sid)).toList();
        return found.size() == 1 ? Statement.parse(found.get(0)) : Optional.empty();
    }

    private static void compare(Diff.Builder diff, Statement wanted, Optional<JsonNode> found) {
        Optional<Statement> observed = found.flatMap(Statement::parse);
        if (observed.isPresent()) {
            wanted.compare(diff, path(wanted.sid()), observed.get());
        } else {
            diff.compare(path(wanted.sid()), wanted.toJson(), found.orElse(null));
        }
    }

    private static boolean isDenyOfOthers(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny")
                && !sid(statement).startsWith(OURS);
    }

    /** A name for a statement: its sid where it is the only one of it, else with its place. */
    private String label(int place) {
        String sid = sid(statements.get(place));
        boolean unique =
                statements.stream().filter(other -> sid(other).equals(sid)).count() == 1;
        return !sid.isEmpty() && unique ? sid : sid + "#" + (place + 1);
    }

    private static String sid(JsonNode statement) {
        return statement.path("Sid").asText();
    }

    static String path(String label) {
        return "policy.statement[" + label + "]";
    }
}
