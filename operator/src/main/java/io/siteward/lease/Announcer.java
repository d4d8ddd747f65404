package io.siteward.lease;

import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of which resources the standing is another than whoever looks after them knows. */
final class Announcer {
    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final Duration AFTER_A_DEPARTURE = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final Set<Identity> followed = ConcurrentHashMap.newKeySet();

    /** What is known of each, so that whoever was told something is told when it is no longer so. */
    private final Map<Identity, List<Object>> known = new ConcurrentHashMap<>();

    /** Whose manifests have gone, and when, in nanoseconds. */
    private final Map<Identity, Long> departed = new ConcurrentHashMap<>();

    private volatile Consumer<Identity> listener = resource -> {};

    Announcer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Who is told from now on. */
    void tell(Consumer<Identity> newListener) {
        listener = newListener;
    }

    void follow(Identity resource) {
        followed.add(resource);
    }

    void unfollow(Identity resource) {
        followed.remove(resource);
        departed.put(resource, nanoTime.getAsLong());
    }

    /** Somebody has asked, and knows it without being told. */
    void known(Identity resource, Standing standing) {
        known.put(resource, news(standing));
    }

    /** Tells what is another than known. */
    void announce(Function<Identity, Standing> standings) {
        for (Identity resource : followed) {
            Standing standing = standings.apply(resource);
            List<Object> now = news(standing);
            List<Object> before = known.put(resource, now);
            if (before == null || !before.get(0).equals(standing.kind())) {
                log.info("{} is {}", resource, standing.kind());
            }
            if (!now.equals(before)) {
                listener.accept(resource);
            }
        }
        known.keySet().retainAll(followed);
        // The framework loses sight of one that is applied anew while its namesake's end is still being dealt with.
        departed.forEach((resource, when) -> {
            if (nanoTime.getAsLong() - when > AFTER_A_DEPARTURE.toNanos() && departed.remove(resource, when)) {
                listener.accept(resource);
            }
        });
    }

    /**
     * What somebody does something about, the kind first. Who stands by repeats what the holder says; who holds says it
     * himself, and ends the claims of other clusters by command.
     */
    private static List<Object> news(Standing standing) {
        Lease lease = standing.lease();
        return switch (standing.kind()) {
            case ELSEWHERE ->
                List.of(
                        standing.kind(),
                        standing.speaks(),
                        String.valueOf(lease.holder()),
                        lease.readiness(),
                        lease.claims());
            case HELD ->
                List.of(
                        standing.kind(),
                        lease.claims().keySet().stream()
                                .filter(cluster -> !cluster.equals(lease.cluster()))
                                .collect(Collectors.toUnmodifiableSet()));
            default -> List.of(standing.kind());
        };
    }
}
