package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One CEL rule of a schema. */
final class CelRule {
    private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

    private final String text;
    private final FieldSchema schema;
    private final CelRuntime.Program program;
    private final CelRuntime.@Nullable Program messageProgram;
    private final String message;
    private final String fieldPath;
    private final Violation.Reason reason;
    private final boolean transition;
    private final boolean optionalOldSelf;

    private CelRule(JsonNode rule, FieldSchema schema, CelEnvironment environment) {
        this.text = rule.path("rule").asText();
        this.schema = schema;
        this.transition = OLD_SELF.matcher(text).find();
        this.optionalOldSelf = rule.path("optionalOldSelf").asBoolean(false);
        this.program = environment.compile(text, schema, optionalOldSelf, SimpleType.BOOL);
        String expression = rule.path("messageExpression").asText("");
        this.messageProgram = expression.isEmpty()
                ? null
                : environment.compile(expression, schema, optionalOldSelf, SimpleType.STRING);
        this.message = rule.path("message").asText("failed rule: " + text);
        this.fieldPath = requireKnown(rule.path("fieldPath").asText(""), schema);
        this.reason = reason(rule.path("reason").asText(""));
    }

    /**
     * Compiles a rule.
     *
     * @throws IllegalArgumentException if it does not compile for this schema; the message names the schema's path
     */
    static CelRule compile(JsonNode rule, FieldSchema schema, CelEnvironment environment, String path) {
        try {
            return new CelRule(rule, schema, environment);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a rule of '" + path + "' does not compile: " + e.getMessage(), e);
        }
    }

    /** Whether the rule compares with the stored object; such a rule is judged at every update. */
    boolean isTransition() {
        return transition;
    }

    /** What the rule objects to: nothing or one thing. A transition rule has nothing to say where there is no old value. */
    List<Violation> violations(JsonNode value, @Nullable JsonNode old, String path) {
        if (transition && old == null && !optionalOldSelf) {
            return List.of();
        }
        Map<String, Object> variables = variables(value, old);
        try {
            if (Boolean.TRUE.equals(program.eval(variables))) {
                return List.of();
            }
        } catch (CelEvaluationException e) {
            return List.of(violation(path, e.getMessage() + " evaluating rule: " + message));
        }
        return List.of(violation(path + fieldPath, message(variables)));
    }

    private Violation violation(String path, String detail) {
        String at = path.startsWith(".") ? path.substring(1) : path.isEmpty() ? "<nil>" : path;
        return switch (reason) {
            case FIELD_VALUE_REQUIRED, FIELD_VALUE_FORBIDDEN -> Violation.of(at, reason, detail);
            case FIELD_VALUE_DUPLICATE -> Violation.of(at, reason, quotedType());
            default -> Violation.of(at, reason, quotedType(), detail);
        };
    }

    private String quotedType() {
        return '"' + schema.type() + '"';
    }

    private String message(Map<String, Object> variables) {
        if (messageProgram == null) {
            return message;
        }
        try {
            return String.valueOf(messageProgram.eval(variables));
        } catch (CelEvaluationException e) {
            // As the API server does: the fixed message when the expression fails.
            return message;
        }
    }

    private Map<String, Object> variables(JsonNode value, @Nullable JsonNode old) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", CelValues.of(value, schema));
        if (optionalOldSelf) {
            variables.put("oldSelf", Optional.ofNullable(old).map(node -> CelValues.of(node, schema)));
        } else if (old != null) {
            variables.put("oldSelf", CelValues.of(old, schema));
        }
        return variables;
    }

    private static String requireKnown(String fieldPath, FieldSchema schema) {
        FieldSchema at = schema;
        for (String name :
                fieldPath.isEmpty() ? new String[0] : fieldPath.substring(1).split("\\.", -1)) {
            at = at == null ? null : at.member(name);
        }
        if (at == null) {
            throw new IllegalArgumentException("its fieldPath " + fieldPath + " names no field of the schema");
        }
        return fieldPath;
    }

    private static Violation.Reason reason(String code) {
        for (Violation.Reason reason : Violation.Reason.values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        return Violation.Reason.FIELD_VALUE_INVALID;
    }
}
