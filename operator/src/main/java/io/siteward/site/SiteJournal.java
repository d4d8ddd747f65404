package io.siteward.site;

import io.siteward.crd.v1alpha1.PendingCreate;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.Applied;
import io.siteward.graph.Intent;
import io.siteward.graph.Journal;
import io.siteward.graph.NodeId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One site during one reconcile: what its status remembers, and the notes written ahead of a create. */
final class SiteJournal implements Journal {
    private final SiteStore store;
    private final InstantSource clock;
    private SecureSite site;

    SiteJournal(SecureSite site, SiteStore store, InstantSource clock) {
        this.site = site;
        this.store = store;
        this.clock = clock;
    }

    SecureSite site() {
        return site;
    }

    SecureSiteStatus status() {
        return Optional.ofNullable(site.getStatus()).orElseGet(SecureSiteStatus::empty);
    }

    void write(SecureSiteStatus status) {
        site = store.write(site, status);
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
