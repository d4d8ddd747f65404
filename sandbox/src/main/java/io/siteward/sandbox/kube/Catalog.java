package io.siteward.sandbox.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds that the API serves: a few built-in ones and the custom ones. */
record Catalog(List<ResourceKind> kinds) {
    private static final List<ResourceKind> BUILT_IN = List.of(
            builtIn("", false, true, ResourceKind.Names.of("namespaces", "Namespace", "ns"), PrinterColumn.NAMESPACES),
            builtIn("", true, false, ResourceKind.Names.of("configmaps", "ConfigMap", "cm"), PrinterColumn.CONFIG_MAPS),
            builtIn("", true, false, ResourceKind.Names.of("secrets", "Secret"), PrinterColumn.SECRETS),
            events("", "involvedObject"),
            events(EventVersions.NEWER_GROUP, "regarding"),
            builtIn("coordination.k8s.io", true, false, ResourceKind.Names.of("leases", "Lease"), PrinterColumn.LEASES),
            builtIn(
                    "apiextensions.k8s.io",
                    false,
                    true,
                    ResourceKind.Names.of("customresourcedefinitions", "CustomResourceDefinition", "crd", "crds"),
                    PrinterColumn.DEFINITIONS));

    Catalog {
        kinds = List.copyOf(kinds);
    }

    static Catalog of(List<CustomDefinition> definitions) {
        List<ResourceKind> kinds = new ArrayList<>(BUILT_IN);
        definitions.forEach(definition -> kinds.add(definition.kind()));
        return new Catalog(kinds);
    }

    /** The kind that a URL names. */
    Optional<ResourceKind> find(String apiVersion, String plural) {
        return in(apiVersion).stream()
                .filter(kind -> kind.plural().equals(plural))
                .findFirst();
    }

    /** The kind under whose name objects are stored. */
    ResourceKind storedAs(String resource) {
        return kinds.stream()
                .filter(kind -> kind.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    List<ResourceKind> in(String apiVersion) {
        return kinds.stream()
                .filter(kind -> kind.apiVersion().equals(apiVersion))
                .toList();
    }

    List<String> apiVersions() {
        return kinds.stream().map(ResourceKind::apiVersion).distinct().toList();
    }

    private static ResourceKind builtIn(
            String group, boolean namespaced, boolean status, ResourceKind.Names names, List<PrinterColumn> columns) {
        String resource = group.isEmpty() ? names.plural() : names.plural() + "." + group;
        return new ResourceKind(group, "v1", names, resource, namespaced, status, Set.of(), columns, Optional.empty());
    }

    /** Events select by the object they are about; both versions show the objects of the core one. */
    private static ResourceKind events(String group, String about) {
        Set<String> selectable = Set.of(
                about + ".kind",
                about + ".namespace",
                about + ".name",
                about + ".uid",
                about + ".apiVersion",
                about + ".fieldPath",
                "reason",
                "type");
        return new ResourceKind(
                group,
                "v1",
                ResourceKind.Names.of("events", "Event", "ev"),
                "events",
                true,
                false,
                selectable,
                PrinterColumn.EVENTS,
                Optional.empty());
    }
}
