package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;

/** The form in which a client asked to see objects. */
interface Representation {
    /** One object as it is stored, in this form. */
    ObjectNode of(ObjectNode stored);

    /** A list of objects in this form. */
    ObjectNode of(ObjectStore.Snapshot snapshot);

    /**
     * The form that a request accepts.
     *
     * @throws ApiError 406 when no form that the client accepts is served
     */
    static Representation asked(ApiRequest request, ResourceKind kind, InstantSource clock) {
        String accepted = request.accept().isBlank() ? "*/*" : request.accept();
        for (String range : accepted.split(",", -1)) {
            List<String> parts = List.of(range.replace(" ", "").split(";"));
            boolean json = List.of("application/json", "application/*", "*/*").contains(parts.get(0));
            if (json && parts.contains("as=Table") && parts.contains("v=v1")) {
                return new Table(kind, request.parameter("includeObject"), clock);
            }
            if (json && parts.stream().noneMatch(part -> part.startsWith("as="))) {
                return plain(kind);
            }
        }
        throw ApiError.notAcceptable("only the following media types are accepted: application/json,"
                + " application/json;as=Table;v=v1;g=meta.k8s.io");
    }

    static Representation plain(ResourceKind kind) {
        return new Representation() {
            @Override
            public ObjectNode of(ObjectNode stored) {
                return kind.shown(stored);
            }

            @Override
            public ObjectNode of(ObjectStore.Snapshot snapshot) {
                ObjectNode list = JsonNodes.object();
                list.put("kind", kind.names().listKind()).put("apiVersion", kind.apiVersion());
                list.putObject("metadata").put("resourceVersion", Long.toString(snapshot.version()));
                list.putArray("items")
                        .addAll(snapshot.objects().stream().map(kind::shown).toList());
                return list;
            }
        };
    }
}
