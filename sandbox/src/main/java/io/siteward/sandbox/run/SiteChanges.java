package io.siteward.sandbox.run;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sites of a namespace from one moment on: all of them as they are then, and after that each change in its order.
 *
 * <p>Only {@link #wake} may be called by another thread than that which opened it.
 */
final class SiteChanges implements Watcher<GenericKubernetesResource>, AutoCloseable {
    private final Map<String, SiteState> sites = new TreeMap<>();
    private final BlockingQueue<Runnable> changes = new LinkedBlockingQueue<>();
    private final Watch watch;
    private boolean ended;

    SiteChanges(
            NonNamespaceOperation<
                            GenericKubernetesResource,
                            GenericKubernetesResourceList,
                            Resource<GenericKubernetesResource>>
                    api) {
        GenericKubernetesResourceList list = api.list();
        list.getItems().forEach(this::put);
        this.watch = api.watch(
                new ListOptionsBuilder()
                        .withResourceVersion(list.getMetadata().getResourceVersion())
                        .build(),
                this);
    }

    /** As far as changes were taken in. */
    List<SiteState> sites() {
        return List.copyOf(sites.values());
    }

    Optional<SiteState> find(String name) {
        return Optional.ofNullable(sites.get(name));
    }

    /**
     * Takes in the next change, if one comes in this time.
     *
     * @return whether others may follow; when not, open anew
     */
    boolean next(Duration within) throws InterruptedException {
        Runnable change = changes.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (change != null) {
            change.run();
        }
        return !ended;
    }

    /** Lets {@link #next} return, though nothing has changed. */
    void wake() {
        changes.add(() -> {});
    }

    @Override
    public void eventReceived(Action action, GenericKubernetesResource site) {
        switch (action) {
            case ADDED, MODIFIED -> changes.add(() -> put(site));
            case DELETED -> changes.add(() -> sites.remove(site.getMetadata().getName()));
            default -> {}
        }
    }

    @Override
    public void onClose(@Nullable WatcherException cause) {
        changes.add(() -> ended = true);
    }

    @Override
    public void close() {
        watch.close();
    }

    private void put(GenericKubernetesResource site) {
        sites.put(site.getMetadata().getName(), SiteState.of(site));
    }
}
