package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of object that the API serves, under one group and version.
 *
 * @param group empty for the core group
 * @param storedAs the group resource whose objects this kind shows; another kind's for {@code events.k8s.io}
 * @param fieldSelectors the paths a field selector may name, besides the object's name and namespace
 * @param definition the custom resource definition it comes from, absent for built-in kinds
 */
record ResourceKind(
        String group,
        String version,
        Names names,
        String storedAs,
        boolean namespaced,
        boolean statusSubresource,
        Set<String> fieldSelectors,
        List<PrinterColumn> columns,
        Optional<CustomDefinition> definition) {

    /** What a kind is called: in URLs, in manifests and on the command line. */
    record Names(
            String plural,
            String singular,
            String kind,
            String listKind,
            List<String> shortNames,
            List<String> categories) {
        Names {
            shortNames = List.copyOf(shortNames);
            categories = List.copyOf(categories);
        }

        static Names of(String plural, String kind, String... shortNames) {
            return new Names(
                    plural, kind.toLowerCase(Locale.ROOT), kind, kind + "List", List.of(shortNames), List.of());
        }
    }

    ResourceKind {
        fieldSelectors = Set.copyOf(fieldSelectors);
        columns = List.copyOf(columns);
    }

    String plural() {
        return names.plural();
    }

    String kind() {
        return names.kind();
    }

    /** {@code v1} or {@code group/version}. */
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The group resource as messages name it: {@code securesites.siteward.io}. */
    String resource() {
        return group.isEmpty() ? plural() : plural() + "." + group;
    }

    /** The group kind as messages name it: {@code SecureSite.siteward.io}. */
    String qualifiedKind() {
        return group.isEmpty() ? kind() : kind() + "." + group;
    }

    boolean isCustom() {
        return definition.isPresent();
    }

    /** Whether an update must name the version it is meant for. */
    boolean needsVersionToUpdate() {
        return isCustom() || resource().equals("leases.coordination.k8s.io");
    }

    boolean isDefinition() {
        return resource().equals("customresourcedefinitions.apiextensions.k8s.io");
    }

    boolean isNamespace() {
        return resource().equals("namespaces");
    }

    ObjectKey key(String namespace, String name) {
        return new ObjectKey(storedAs, namespace, name);
    }

    /** The object as this kind's version shows it. */
    ObjectNode shown(ObjectNode stored) {
        return EventVersions.isNewer(this) ? EventVersions.toNewer(stored) : stored;
    }

    /** The object as it is stored. */
    ObjectNode stored(ObjectNode shown) {
        return EventVersions.isNewer(this) ? EventVersions.toCore(shown) : shown;
    }

    boolean matches(JsonNode object) {
        return object.path("apiVersion").asText().equals(apiVersion())
                && object.path("kind").asText().equals(kind());
    }
}
