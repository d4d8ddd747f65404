package io.siteward.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.gate.Gate;
import io.siteward.graph.FailedCall;
import io.siteward.kube.KubernetesFailures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The Kubernetes Events that we emit. The same one is written once per interval, by whichever process: its name follows
 * from what it says and from the interval, so a second one "already exists".
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int REMEMBERED = 4096;
    private static final int LONGEST_MESSAGE = 1024;
    private static final int LONGEST_PREFIX = 200;

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Duration interval;
    private final String component;
    private final String instance;
    private final Map<String, String> emitted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** How grave an event is. */
    public enum Type {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String spelling;

        Type(String spelling) {
            this.spelling = spelling;
        }
    }

    /**
     * Emits through {@code client}, whose writes pass the gate.
     *
     * @param interval for which the same event is not repeated
     * @param instance which replica speaks, for example the pod's name
     */
    public Events(KubernetesClient client, InstantSource clock, Duration interval, String component, String instance) {
        this.client = client;
        this.clock = clock;
        this.interval = interval;
        this.component = component;
        this.instance = instance;
    }

    /** Tells about the object. An event that cannot be written is logged and lost: nothing depends on it. */
    public void emit(HasMetadata about, Type type, String reason, String message) {
        Instant now = clock.instant();
        String name = name(about, type, reason, message, now);
        if (!isNew(name)) {
            return;
        }
        try {
            client.v1()
                    .events()
                    .inNamespace(about.getMetadata().getNamespace())
                    .resource(event(name, about, type, reason, message, now))
                    .create();
        } catch (KubernetesClientException e) {
            FailedCall failed = KubernetesFailures.failedCall(e);
            if (!failed.is(KubernetesFailures.CONFLICT)) {
                // On the way out some are always lost; the next process tells them.
                LOG.atLevel(failed.is(Gate.STOPPING) ? Level.DEBUG : Level.WARN)
                        .log(
                                "event {} about {} is lost: {}",
                                reason,
                                about.getMetadata().getName(),
                                failed.getMessage());
            }
        }
    }

    private synchronized boolean isNew(String name) {
        return emitted.putIfAbsent(name, name) == null;
    }

    private String name(HasMetadata about, Type type, String reason, String message, Instant now) {
        long slot = Math.floorDiv(now.toEpochMilli(), interval.toMillis());
        String content = String.join("\n", about.getMetadata().getUid(), type.spelling, reason, message, "" + slot);
        String object = about.getMetadata().getName();
        return object.substring(0, Math.min(object.length(), LONGEST_PREFIX)) + "."
                + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private Event event(String name, HasMetadata about, Type type, String reason, String message, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .endInvolvedObject()
                .withType(type.spelling)
                .withReason(reason)
                .withMessage(Excerpt.of(message, LONGEST_MESSAGE))
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent(component)
                .endSource()
                .withReportingComponent(component)
                .withReportingInstance(instance)
                .build();
    }
}
