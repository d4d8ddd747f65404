package io.siteward.aws.cloudfront;

import io.siteward.graph.FailedCall;
import io.siteward.graph.Handle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this process remembers of CloudFront in one account: its shared objects by kind. One instance an account. */
public final class CloudFrontAccount {
    private final Catalogue<OriginAccess> originAccessControls;
    private final Catalogue<ResponseHeaders> responseHeadersPolicies;
    private final Catalogue<CacheRules> cachePolicies;
    private final Catalogue<ViewerFunction> viewerFunctions;
    private final Absences absences;

    /**
     * @param interval how long a reading serves all sites of the account; the shortest resync is a good value
     */
    public CloudFrontAccount(InstantSource clock, Duration interval) {
        originAccessControls = new Catalogue<>(new OriginAccessControls(), clock, interval);
        responseHeadersPolicies = new Catalogue<>(new ResponseHeadersPolicies(), clock, interval);
        cachePolicies = new Catalogue<>(new CachePolicies(), clock, interval);
        viewerFunctions = new Catalogue<>(new ViewerFunctions(), clock, interval);
        absences = new Absences(clock);
    }

    public Catalogue<OriginAccess> originAccessControls() {
        return originAccessControls;
    }

    public Catalogue<ResponseHeaders> responseHeadersPolicies() {
        return responseHeadersPolicies;
    }

    public Catalogue<CacheRules> cachePolicies() {
        return cachePolicies;
    }

    public Catalogue<ViewerFunction> viewerFunctions() {
        return viewerFunctions;
    }

    /** Has everything read again at the next question. */
    public void forget() {
        all().forEach(Catalogue::forgetAll);
    }

    /** The sites whose distribution CloudFront knows of and does not show. */
    Absences absences() {
        return absences;
    }

    List<Catalogue<?>> all() {
        return List.of(originAccessControls, responseHeadersPolicies, cachePolicies, viewerFunctions);
    }

    /**
     * Draws the lesson from a refused distribution: an object that has vanished is looked for again, one that is full
     * is passed over by {@link Catalogue#nameFor}.
     *
     * @return whether there was one; then the next look at the site goes another way
     */
    boolean learn(FailedCall refusal, DesiredDistribution desired, String site) {
        DesiredDistribution.Behaviour behaviour = desired.defaultBehaviour();
        learn(originAccessControls, refusal, desired.origin().originAccessControlId(), site);
        learn(cachePolicies, refusal, behaviour.cachePolicyId(), site);
        learn(responseHeadersPolicies, refusal, behaviour.responseHeadersPolicyId(), site);
        learn(viewerFunctions, refusal, behaviour.functionArn(), site);
        return all().stream().anyMatch(catalogue -> {
            SharedKind.Codes codes = catalogue.kind().codes();
            return refusal.is(codes.full())
                    || codes.vanished().contains(refusal.failure().code());
        });
    }

    private static void learn(Catalogue<?> catalogue, FailedCall refusal, @Nullable Handle<String> id, String site) {
        if (id instanceof Handle.Known<String> known) {
            catalogue.learn(refusal, known.value(), site);
        }
    }
}
