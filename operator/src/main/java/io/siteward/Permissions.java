package io.siteward;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.config.Configuration;
import io.siteward.gate.Call;
import io.siteward.gate.GateListener;
import io.siteward.gate.Outcome;
import io.siteward.graph.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the operator's service account has its role: every permission by itself, as the cluster answers. Without one of
 * them the operator would find out in the middle of its work, and the watches' framework says so in a stack trace.
 */
final class Permissions implements GateListener {
    private static final Logger log = LoggerFactory.getLogger(Permissions.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int FORBIDDEN = 403;

    private final KubernetesClient client;
    private final List<Permission> needed;
    private final InstantSource clock;
    private String missing = "";
    private volatile Instant askAgain = Instant.MIN;

    /**
     * One permission.
     *
     * @param subresource empty for the object itself
     * @param namespace empty for all
     * @param name empty for any
     */
    private record Permission(
            String verb, String group, String resource, String subresource, String namespace, String name) {
        @Override
        public String toString() {
            return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource)
                    + (group.isEmpty() ? "" : "." + group)
                    + (name.isEmpty() ? "" : " " + name)
                    + (namespace.isEmpty() ? "" : " in namespace " + namespace);
        }
    }

    /**
     * Nothing is asked yet.
     *
     * @param client past the gate: what it asks changes nothing
     * @param leaseNamespace where the leases are
     */
    Permissions(KubernetesClient client, Configuration configuration, String leaseNamespace, InstantSource clock) {
        this.client = client;
        this.needed = needed(configuration, leaseNamespace);
        this.clock = clock;
    }

    /** One line that names all that are missing; empty when none is. While none is, asked at most once a minute. */
    synchronized Optional<String> problem() {
        if (!missing.isEmpty() || !clock.instant().isBefore(askAgain)) {
            ask();
        }
        return Optional.of(missing).filter(line -> !line.isEmpty());
    }

    /**
     * The same, asked now.
     *
     * @throws KubernetesClientException when the cluster does not answer
     */
    synchronized Optional<String> problemNow() {
        askAgain = clock.instant().plus(INTERVAL);
        note(needed.stream().filter(each -> !isAllowed(each)).toList());
        return Optional.of(missing).filter(line -> !line.isEmpty());
    }

    /** A write that is refused is a reason to ask at the next probe. */
    @Override
    public void ended(Call call, Outcome outcome) {
        if (call.target() == Call.Target.KUBERNETES && outcome.status() == FORBIDDEN) {
            askAgain = Instant.MIN;
        }
    }

    @Override
    public void refused(Call call, Failure reason) {}

    private void ask() {
        try {
            var unused = problemNow();
        } catch (KubernetesClientException e) {
            // The watches tell whether the cluster answers; what was known stands.
            log.debug("permissions not asked for", e);
        }
    }

    private void note(List<Permission> found) {
        String line = found.isEmpty()
                ? ""
                : found.stream()
                        .map(Permission::toString)
                        .collect(Collectors.joining(
                                ", ", "The operator may not ", ": give its service account the chart's role."));
        if (!line.equals(missing)) {
            if (line.isEmpty()) {
                log.info("the operator's service account has its role now");
            } else {
                log.error(line);
            }
        }
        missing = line;
    }

    private boolean isAllowed(Permission permission) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(permission.verb())
                .withGroup(permission.group())
                .withResource(permission.resource())
                .withSubresource(permission.subresource())
                .withNamespace(permission.namespace())
                .withName(permission.name())
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            SubjectAccessReviewStatus status = client.authorization()
                    .v1()
                    .selfSubjectAccessReview()
                    .create(review)
                    .getStatus();
            return status == null || !Boolean.FALSE.equals(status.getAllowed());
        } catch (KubernetesClientException e) {
            // A cluster without authorization has no such review, and one may be so strict as to refuse the question.
            if (e.getCode() == 404 || e.getCode() == FORBIDDEN) {
                return true;
            }
            throw e;
        }
    }

    private static List<Permission> needed(Configuration configuration, String leaseNamespace) {
        Set<String> namespaces = configuration.namespaces().isEmpty() ? Set.of("") : configuration.namespaces();
        List<Permission> needed = new ArrayList<>();
        for (String namespace : namespaces.stream().sorted().toList()) {
            CustomResources.ALL.forEach(type -> needed.addAll(onManifests(type, namespace)));
            needed.add(new Permission("create", "", "events", "", namespace, ""));
        }
        List<String> onLeases = configuration.leaseTable().isPresent()
                ? List.of()
                : List.of("get", "list", "create", "update", "delete");
        for (String verb : onLeases) {
            needed.add(new Permission(verb, "coordination.k8s.io", "leases", "", leaseNamespace, ""));
        }
        if (configuration.fleet().isEmpty()) {
            needed.add(new Permission("get", "", "namespaces", "", "", "kube-system"));
        }
        return needed;
    }

    private static List<Permission> onManifests(Class<? extends HasMetadata> type, String namespace) {
        String group = HasMetadata.getGroup(type);
        String plural = HasMetadata.getPlural(type);
        return Stream.concat(
                        Stream.of("get", "list", "watch", "patch")
                                .map(verb -> new Permission(verb, group, plural, "", namespace, "")),
                        Stream.of(new Permission("patch", group, plural, "status", namespace, "")))
                .toList();
    }
}
