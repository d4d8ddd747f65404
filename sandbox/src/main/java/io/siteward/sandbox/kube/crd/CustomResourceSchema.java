package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a custom resource definition, as a judge of objects: what a Kubernetes API server would fill in, drop
 * and refuse. Immutable and safe for use by several threads.
 *
 * <p>It knows the schema keywords that our CRDs use; a CRD with another keyword is refused when it is read, rather than
 * half obeyed.
 */
public final class CustomResourceSchema {
    private final FieldSchema root;
    private final SchemaRules schemaRules;
    private final CelRules celRules;

    private CustomResourceSchema(FieldSchema root) {
        this.root = root;
        this.schemaRules = new SchemaRules(root);
        this.celRules = new CelRules(root);
    }

    /**
     * Reads a CRD from YAML or JSON.
     *
     * @throws IllegalArgumentException if it has no such version, or a keyword or rule that is not understood
     */
    public static CustomResourceSchema parse(String crd, String version) {
        try {
            return of(new YAMLMapper().readTree(crd), version);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the CRD is not YAML: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a CRD.
     *
     * @throws IllegalArgumentException if it has no such version, or a keyword or rule that is not understood
     */
    public static CustomResourceSchema of(JsonNode crd, String version) {
        for (JsonNode candidate : crd.path("spec").path("versions")) {
            if (version.equals(candidate.path("name").asText())) {
                return new CustomResourceSchema(
                        new FieldSchema(candidate.path("schema").path("openAPIV3Schema")));
            }
        }
        throw new IllegalArgumentException("the CRD has no version " + version);
    }

    /** A copy with the CRD's defaults filled in, at every depth. */
    public ObjectNode withDefaults(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Defaults.fill(copy, root);
        return copy;
    }

    /** A copy without the fields that the CRD does not know. */
    public ObjectNode pruned(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        UnknownFields.removeFrom(copy, root);
        return copy;
    }

    /** The paths of the fields that the CRD does not know, for a request that asks for strict validation. */
    public List<String> unknownFields(ObjectNode object) {
        return UnknownFields.removeFrom(object.deepCopy(), root);
    }

    /**
     * Why the API server would refuse this object; empty if it would take it. Both objects have their defaults and no
     * unknown fields.
     *
     * @param old the stored object on an update, null on a create. What an update leaves as it was is not judged again,
     *     except by transition rules
     */
    public List<Violation> violations(ObjectNode object, @Nullable ObjectNode old) {
        List<Violation> violations = new ArrayList<>(schemaRules.violations(object, old));
        if (violations.stream().anyMatch(violation -> violation.reason().hidesRules())) {
            violations.add(Violation.of(
                    "<nil>",
                    Violation.Reason.FIELD_VALUE_INVALID,
                    "null",
                    "some validation rules were not checked because the object was invalid; correct the existing"
                            + " errors to complete validation"));
        } else {
            violations.addAll(celRules.violations(object, old));
        }
        return List.copyOf(violations);
    }
}
