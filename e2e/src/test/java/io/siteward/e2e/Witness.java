package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.Answer;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlResponse;

/**
 * Stands at AWS's door. Whenever somebody is about to change something it looks into the leases, before AWS does
 * anything: the record must name a living run of the very process that calls.
 *
 * <p>A process is known by the role of its key. What a call is about is known by the bucket's name in it, or by the id
 * of what was made with that name; objects that sites share have no lease, so their writer must hold any.
 */
final class Witness implements Fault {
    private final LeaseBook book;

    /** Bucket names and AWS's ids, and whose they are: {@code namespace/name}. */
    private final Map<String, String> things = new ConcurrentHashMap<>();

    private final List<Sighting> seen = new CopyOnWriteArrayList<>();

    /**
     * A write that came in.
     *
     * @param site empty where it is about what sites share
     * @param epoch in which it was allowed; empty when it was not
     */
    record Sighting(String process, String operation, Optional<String> site, Optional<Long> epoch) {}

    Witness(LeaseBook book) {
        this.book = book;
    }

    /** Tells whose the bucket of that name is. */
    void introduce(String bucket, String namespace, String name) {
        things.put(bucket, namespace + "/" + name);
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (caller.role().isEmpty() || !isChange(caller, service, operation, request)) {
            return;
        }
        String process = caller.role().get();
        Optional<String> site = site(request);
        List<LeaseBook.Tenure> held = book.heldBy(process);
        Optional<Long> epoch = held.stream()
                .filter(tenure -> site.isEmpty() || tenure.key().endsWith("/SecureSite/" + site.get()))
                .map(LeaseBook.Tenure::epoch)
                .findFirst();
        seen.add(new Sighting(process, operation, site, epoch));
    }

    @Override
    public Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
        if (!answer.isRefusal()) {
            site(request).ifPresent(site -> id(answer.get()).ifPresent(id -> things.put(id, site)));
        }
        return answer;
    }

    /** What a site has to itself and is called by its id from then on. */
    private static Optional<String> id(Object response) {
        if (response instanceof CreateDistributionWithTagsResponse made) {
            return Optional.of(made.distribution().id());
        }
        return response instanceof CreateOriginAccessControlResponse made
                ? Optional.of(made.originAccessControl().id())
                : Optional.empty();
    }

    /** What came in about a site so far. */
    List<Sighting> of(String namespace, String name) {
        return seen.stream()
                .filter(sighting -> sighting.site().equals(Optional.of(namespace + "/" + name)))
                .toList();
    }

    /** Whatever came in from a process. */
    List<Sighting> from(String process) {
        return seen.stream()
                .filter(sighting -> sighting.process().equals(process))
                .toList();
    }

    /** Nobody has ever changed what he did not hold. */
    void assertOrder() {
        assertThat(seen)
                .as("writes without a lease")
                .allMatch(sighting -> sighting.epoch().isPresent());
        for (String site : List.copyOf(things.values())) {
            List<Long> epochs = seen.stream()
                    .filter(sighting -> sighting.site().equals(Optional.of(site)))
                    .map(sighting -> sighting.epoch().orElseThrow())
                    .toList();
            assertThat(epochs).as("epochs of %s", site).isSorted();
        }
    }

    private Optional<String> site(SdkRequest request) {
        String text = request.toString();
        return things.entrySet().stream()
                .filter(thing -> text.contains(thing.getKey()))
                // One name may begin with another.
                .max(Comparator.comparingInt(thing -> thing.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** The leases' own table apart. */
    private static boolean isChange(Caller caller, String service, String operation, SdkRequest request) {
        return !service.equals("dynamodb")
                && new CallRecord(Instant.EPOCH, caller, service, operation, request, Optional.empty()).isWrite();
    }
}
