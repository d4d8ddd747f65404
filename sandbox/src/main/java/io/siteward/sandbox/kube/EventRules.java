package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an Event must say. Those of {@code events.k8s.io}, and core ones with an {@code eventTime}, must say more than
 * the older ones.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/events.go">ValidateEventCreate</a>
 */
final class EventRules {
    private static final int LONGEST_TEXT = 128;
    private static final int LONGEST_NOTE = 1024;

    private EventRules() {}

    /** Why an Event, as it is stored, is refused; fields are named as the version sent names them. */
    static List<ApiError.Cause> violations(ResourceKind kind, ObjectNode event) {
        boolean newer = EventVersions.isNewer(kind);
        List<ApiError.Cause> causes = new ArrayList<>();
        String about = event.path("involvedObject").path("namespace").asText();
        String namespace = event.path("metadata").path("namespace").asText();
        // What is in no namespace has its Events in these.
        boolean elsewhere =
                about.isEmpty() ? !Set.of("default", "kube-system").contains(namespace) : !about.equals(namespace);
        if (elsewhere) {
            causes.add(ApiError.Cause.invalid("involvedObject.namespace", about, "does not match event.namespace"));
        }
        if (newer || event.hasNonNull("eventTime")) {
            if (!event.hasNonNull("eventTime")) {
                causes.add(ApiError.Cause.required("eventTime"));
            }
            text(event, "reportingComponent", "reportingController", causes);
            text(event, "reportingInstance", "reportingInstance", causes);
            text(event, "action", "action", causes);
            text(event, "reason", "reason", causes);
            String type = event.path("type").asText();
            if (!Set.of("Normal", "Warning").contains(type)) {
                causes.add(ApiError.Cause.invalid("type", type, "has invalid value: " + type));
            }
            if (event.path("message").asText().getBytes(StandardCharsets.UTF_8).length > LONGEST_NOTE) {
                causes.add(ApiError.Cause.invalid(newer ? "note" : "message", "", "can have at most 1024 bytes"));
            }
        }
        return causes;
    }

    private static void text(ObjectNode event, String field, String called, List<ApiError.Cause> causes) {
        String text = event.path(field).asText();
        if (text.isEmpty()) {
            causes.add(ApiError.Cause.required(called));
        } else if (text.length() > LONGEST_TEXT) {
            causes.add(ApiError.Cause.invalid(called, "", "can have at most 128 bytes"));
        }
    }
}
