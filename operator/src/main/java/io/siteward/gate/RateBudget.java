package io.siteward.gate;

import io.siteward.graph.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The calls that may still be made, per account and service. Never waits: it says when a token will be there. */
public final class RateBudget {
    /** The code of the failure of a call for which no token was left. */
    public static final String NO_TOKEN = "NoToken";

    private final InstantSource clock;
    private final Map<String, ServiceRates> rates;
    private final ServiceRates otherwise;
    private final Map<Key, Buckets> buckets = new HashMap<>();

    /**
     * A budget that starts full.
     *
     * @param rates by service
     * @param otherwise for a service that is not among them
     */
    public RateBudget(InstantSource clock, Map<String, ServiceRates> rates, ServiceRates otherwise) {
        this.clock = clock;
        this.rates = Map.copyOf(rates);
        this.otherwise = otherwise;
    }

    /** Takes what the call costs; when that is not there takes nothing and says when it will be. */
    synchronized Optional<Failure> take(Call call) {
        Instant now = clock.instant();
        ServiceRates service = rates.getOrDefault(call.service(), otherwise);
        Buckets own = buckets.computeIfAbsent(
                new Key(call.account(), call.service()),
                key -> new Buckets(new TokenBucket(service.calls(), now), new TokenBucket(service.mutations(), now)));
        own.calls().fill(now);
        own.mutations().fill(now);
        int reserve = call.mutates() ? 0 : service.reserve();
        if (!own.calls().has(reserve)) {
            return Optional.of(noToken(call, own.calls().promise(now, reserve)));
        }
        if (call.mutates() && !own.mutations().has(0)) {
            return Optional.of(noToken(call, own.mutations().promise(now, 0)));
        }
        own.calls().take();
        if (call.mutates()) {
            own.mutations().take();
        }
        return Optional.empty();
    }

    private static Failure noToken(Call call, Duration wait) {
        String message = "The budget of " + call.service() + (call.mutates() ? " changes" : " calls") + " in account "
                + call.account() + " is used up for the moment; it goes on by itself.";
        return new Failure(Failure.Kind.NO_TOKEN, NO_TOKEN, message, wait, null);
    }

    private record Key(String account, String service) {}

    private record Buckets(TokenBucket calls, TokenBucket mutations) {}
}
