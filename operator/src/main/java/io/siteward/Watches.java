package io.siteward;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of the Kubernetes API: whether they stand, and what is done about one that ends for good.
 *
 * <p>fabric8 takes a watch up again after a closed connection, an error and a version that is too old. It gives up when
 * it is sent what it cannot understand. Without its watch the operator would look alive and see nothing, so the process
 * is to end, and be started anew.
 */
final class Watches implements InformerStoppedHandler {
    private static final Logger log = LoggerFactory.getLogger(Watches.class);

    private final Consumer<String> end;
    private volatile @Nullable String ended;

    /** @param end ends the process, for the reason that it is given; must not wait for that */
    Watches(Consumer<String> end) {
        this.end = end;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface has it so
    public void onStop(SharedIndexInformer informer, @Nullable Throwable failure) {
        // Without a failure it was told to stop; before its first list the start itself fails.
        if (failure == null || !informer.hasSynced()) {
            return;
        }
        String why = "The watch of " + informer.getApiTypeClass().getSimpleName() + " objects has ended: "
                + Cluster.firstLine(failure) + ". The operator cannot go on without it.";
        ended = why;
        log.error(why);
        end.accept(why);
    }

    /** What is wrong with the watches that the framework keeps; empty while they stand. */
    Optional<String> problem(RuntimeInfo framework) {
        String why = ended;
        if (why != null) {
            return Optional.of(why);
        }
        if (!framework.isStarted()) {
            return Optional.of("the watches have not started");
        }
        return framework.allEventSourcesAreHealthy()
                ? Optional.empty()
                : Optional.of("a watch of the Kubernetes API is broken and is being taken up again");
    }
}
