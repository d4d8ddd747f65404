package io.siteward.readable;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of the tables {@code public.yaml} and {@code private.yaml}.
 *
 * @param policy its statements; what one leaves out is that it allows {@code s3:GetObject} on all objects
 * @param off the flags of Block Public Access that are not on
 * @param ownership {@code BucketOwnerEnforced} unless said; {@code none} for no ownership controls
 * @param grants of access control lists, besides the owner's
 * @param granted statements that the spec asks for
 * @param open what must be objected to, as {@code WHO what}
 * @param unsettable why the in-memory AWS does not take it; empty when it does
 * @param differs why a plain GET of the in-memory AWS is answered otherwise than the evaluator says, by asker
 */
record Case(
        String name,
        List<ObjectNode> policy,
        List<String> off,
        @Nullable String ownership,
        List<BucketFacts.Grant> grants,
        List<ObjectNode> granted,
        List<String> open,
        String unsettable,
        Map<String, String> differs) {
    static final String BUCKET = "docs";
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String DISTRIBUTION = "arn:aws:cloudfront::" + ACCOUNT + ":distribution/EOURS";
    private static final Path TABLES = Path.of("src/test/resources/readable");
    private static final ObjectMapper JSON = new ObjectMapper();

    Case {
        policy = policy == null ? List.of() : policy;
        off = off == null ? List.of() : off;
        ownership = ownership == null ? BucketFacts.NO_ACLS : ownership;
        grants = grants == null ? List.of() : grants;
        granted = granted == null ? List.of() : granted;
        open = open == null ? List.of() : open;
        unsettable = unsettable == null ? "" : unsettable;
        differs = differs == null ? Map.of() : differs;
    }

    static List<Case> table(String file) {
        try {
            return new YAMLMapper().readValue(Files.readString(TABLES.resolve(file)), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Case> all() {
        return Stream.concat(table("public.yaml").stream(), table("private.yaml").stream());
    }

    Optional<String> policyText() {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        document.putArray("Statement").addAll(completed(policy));
        return policy.isEmpty() ? Optional.empty() : Optional.of(document.toString());
    }

    Optional<String> ownershipSet() {
        return Optional.ofNullable(ownership).filter(value -> !value.equals("none"));
    }

    List<String> blocked() {
        return BucketFacts.FLAGS.stream().filter(flag -> !off.contains(flag)).toList();
    }

    /** The facts without the in-memory AWS. */
    BucketFacts facts() {
        return new BucketFacts(BUCKET, policyText(), ownershipSet(), Set.copyOf(blocked()), "the-owner", grants);
    }

    Insiders insiders() {
        return new Insiders(
                ACCOUNT,
                Set.of(DISTRIBUTION),
                completed(granted).stream().map(ObjectNode::toString).toList());
    }

    private static List<ObjectNode> completed(List<ObjectNode> statements) {
        List<ObjectNode> completed = new ArrayList<>();
        for (ObjectNode statement : statements) {
            ObjectNode whole = JSON.createObjectNode().put("Effect", "Allow");
            if (!statement.has("NotAction")) {
                whole.put("Action", "s3:GetObject");
            }
            if (!statement.has("NotResource")) {
                whole.put("Resource", "arn:aws:s3:::" + BUCKET + "/*");
            }
            completed.add(whole.setAll(statement));
        }
        return completed;
    }

    @Override
    public String toString() {
        return name;
    }
}
