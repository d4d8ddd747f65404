package io.siteward.aws.cloudfront;

import io.siteward.aws.AwsClients.GatedClients;
import io.siteward.graph.Deletion;
import io.siteward.graph.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * Removes shared objects that nobody uses any more, such as those whose last site left while CloudFront still counted
 * it as a user.
 *
 * <p>Other clusters may use what no site here wants: an object is only tried after a time of grace, and CloudFront's "in
 * use" leaves it for another such time. Run by one thread; what was seen is kept in memory, so a restart only makes it
 * later.
 */
public final class Sweep {
    private final CloudFrontAccount account;
    private final InstantSource clock;
    private final Duration grace;
    private final int triesARun;
    private final Map<String, Instant> unwantedSince = new HashMap<>();

    /**
     * @param grace how long an object stays after it was first seen unwanted, and between tries
     * @param triesARun how many deletions are tried at most in one run
     */
    public Sweep(CloudFrontAccount account, InstantSource clock, Duration grace, int triesARun) {
        this.account = account;
        this.clock = clock;
        this.grace = grace;
        this.triesARun = triesARun;
    }

    /**
     * Looks at all kinds once.
     *
     * @param wanted the names of the objects that sites of this cluster want
     * @return the names of the objects that were removed
     */
    public List<String> run(GatedClients clients, Set<String> wanted) {
        return run(clients.cloudFront(), wanted);
    }

    List<String> run(CloudFrontClient client, Set<String> wanted) {
        List<String> removed = new ArrayList<>();
        int tries = triesARun;
        for (Catalogue<?> catalogue : account.all()) {
            for (SharedName name : due(catalogue, client, wanted)) {
                if (tries-- <= 0) {
                    return removed;
                }
                unwantedSince.put(name.toString(), clock.instant());
                if (isGone(catalogue, name, client)) {
                    unwantedSince.remove(name.toString());
                    removed.add(name.toString());
                }
            }
        }
        return removed;
    }

    private List<SharedName> due(Catalogue<?> catalogue, CloudFrontClient client, Set<String> wanted) {
        Instant now = clock.instant();
        List<SharedName> due = new ArrayList<>();
        Set<String> names = catalogue.names(client);
        unwantedSince.keySet().removeIf(name -> isOf(catalogue, name) && !names.contains(name));
        for (String text : names) {
            if (wanted.contains(text)) {
                unwantedSince.remove(text);
                continue;
            }
            SharedName.parse(text).ifPresent(name -> {
                Instant since = unwantedSince.computeIfAbsent(text, ignored -> now);
                if (!now.isBefore(since.plus(grace))) {
                    due.add(name);
                }
            });
        }
        return due;
    }

    private static boolean isOf(Catalogue<?> catalogue, String name) {
        return SharedName.parse(name)
                .filter(parsed -> parsed.kind().equals(catalogue.kind().shortName()))
                .isPresent();
    }

    private static <D> boolean isGone(Catalogue<D> catalogue, SharedName name, CloudFrontClient client) {
        SharedResource<D> resource = new SharedResource<>(catalogue, name, client);
        return resource.observe() instanceof Observation.Present<SharedObject<D>> present
                && resource.delete(present.state()) instanceof Deletion.Gone;
    }
}
