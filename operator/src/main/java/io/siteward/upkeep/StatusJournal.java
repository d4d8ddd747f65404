package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.crd.v1alpha1.PendingCreate;
import io.siteward.graph.Applied;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Intent;
import io.siteward.graph.Journal;
import io.siteward.graph.NodeId;
import io.siteward.status.Finding;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One manifest during one reconcile: what its status remembers, and the notes written ahead of a create. */
public final class StatusJournal<R extends CustomResource<?, S>, S extends ManifestStatus<S>> implements Journal {
    private final ManifestKind<R, S> kind;
    private final ManifestStore<R, S> store;
    private final InstantSource clock;
    private R manifest;

    public StatusJournal(ManifestKind<R, S> kind, R manifest, ManifestStore<R, S> store, InstantSource clock) {
        this.kind = kind;
        this.manifest = manifest;
        this.store = store;
        this.clock = clock;
    }

    /** As last read or written. */
    public R manifest() {
        return manifest;
    }

    /** As last read or written. */
    public S status() {
        return kind.status(manifest);
    }

    /**
     * Writes a status.
     *
     * @throws FailedCall when it cannot be written
     */
    public void write(S status) {
        manifest = store.write(manifest, status);
    }

    /**
     * Writes what was found into the conditions, and nothing else.
     *
     * @throws FailedCall when it cannot be written
     */
    public void say(Finding finding) {
        write(kind.saying(manifest, finding, clock.instant()));
    }

    @Override
    public Optional<Applied> applied(NodeId node) {
        return status().resources().stream()
                .filter(resource -> resource.kind().equals(node.kind())
                        && resource.name().equals(node.name())
                        && resource.id() != null
                        && resource.appliedHash() != null)
                .map(resource -> new Applied(resource.id(), resource.appliedHash()))
                .findFirst();
    }

    @Override
    public Intent intent(NodeId node) {
        return new StatusIntent(node);
    }

    /** An intent that stands in {@code status.pending}. */
    private final class StatusIntent implements Intent {
        private final NodeId node;

        StatusIntent(NodeId node) {
            this.node = node;
        }

        @Override
        public Optional<String> pending() {
            return status().pending().stream()
                    .filter(this::isOfNode)
                    .map(PendingCreate::token)
                    .findFirst();
        }

        @Override
        public void record(String token) {
            if (pending().filter(token::equals).isPresent()) {
                return;
            }
            List<PendingCreate> pending = new ArrayList<>(status().pending());
            pending.removeIf(this::isOfNode);
            String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            pending.add(new PendingCreate(node.kind(), node.name(), token, now));
            write(status().withPending(pending));
        }

        private boolean isOfNode(PendingCreate create) {
            return create.kind().equals(node.kind()) && create.name().equals(node.name());
        }
    }
}
