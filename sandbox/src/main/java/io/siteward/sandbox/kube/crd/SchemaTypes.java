package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema's types as CEL sees them: an object with declared properties is a struct named by its path. */
final class SchemaTypes {
    private final Map<String, CelType> structs = new LinkedHashMap<>();
    private final IdentityHashMap<JsonNode, CelType> types = new IdentityHashMap<>();

    SchemaTypes(FieldSchema root) {
        Map<String, CelType> members = new LinkedHashMap<>(members(root, "object"));
        // Whatever the CRD says, a rule at the root sees these, and of the metadata nothing else.
        members.put("apiVersion", SimpleType.STRING);
        members.put("kind", SimpleType.STRING);
        members.put(
                "metadata",
                struct("object.metadata", Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING)));
        types.put(root.json(), struct("object", members));
    }

    CelType of(FieldSchema schema) {
        return types.getOrDefault(schema.json(), SimpleType.DYN);
    }

    /** Finds the structs by the names that {@link #of} gives them. */
    CelTypeProvider provider() {
        return new Structs(ImmutableMap.copyOf(structs));
    }

    private CelType define(@Nullable FieldSchema schema, String path) {
        if (schema == null) {
            return SimpleType.DYN;
        }
        CelType type = switch (schema.type()) {
            case "boolean" -> SimpleType.BOOL;
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "string" -> SimpleType.STRING;
            case "array" -> ListType.create(define(schema.items(), path + ".item"));
            case "object" -> object(schema, path);
            default -> SimpleType.DYN;
        };
        types.put(schema.json(), type);
        return type;
    }

    private CelType object(FieldSchema schema, String path) {
        FieldSchema values = schema.values();
        return values == null
                ? struct(path, members(schema, path))
                : MapType.create(SimpleType.STRING, define(values, path + ".value"));
    }

    private Map<String, CelType> members(FieldSchema schema, String path) {
        Map<String, CelType> members = new LinkedHashMap<>();
        for (String name : schema.propertyNames()) {
            members.put(name, define(schema.property(name), path + "." + name));
        }
        return members;
    }

    private CelType struct(String name, Map<String, CelType> members) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(members);
        StructType struct = StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
        structs.put(name, struct);
        return struct;
    }

    private record Structs(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }
}
