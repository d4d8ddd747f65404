package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.aws.cloudfront.CloudFrontOnTheWire.Noted;
import io.siteward.graph.Change;
import io.siteward.graph.Deletion;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Observation;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.cloudfront.CloudFrontQuotas;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;

class SharedResourceTest {
    private static final ResponseHeaders STRICT = HeaderPreset.STRICT.with(null, Map.of("X-Team", "docs"));
    private static final CacheRules CACHE = CacheRules.forSite(300, 86_400, true);
    private static final ViewerFunction SPA = ViewerFunction.spa("index.html");

    private final CloudFrontOnTheWire cloudFront = new CloudFrontOnTheWire();
    private final CloudFrontAccount account = cloudFront.freshAccount();

    @AfterEach
    void stop() {
        cloudFront.close();
    }

    private <D> SharedResource<D> resource(Catalogue<D> catalogue, D content) {
        SharedName name = catalogue.nameFor(content, Optional.empty(), "a site");
        return new SharedResource<>(catalogue, name, cloudFront.client);
    }

    private static <D> SharedObject<D> present(Observation<SharedObject<D>> observation) {
        assertThat(observation).isInstanceOf(Observation.Present.class);
        return ((Observation.Present<SharedObject<D>>) observation).state();
    }

    /** Made, seen by a process that remembers nothing, and what it sees is what was wanted. */
    private <D> void isMadeAndSeen(Catalogue<D> catalogue, Catalogue<D> fresh, D content) {
        assertThat(resource(catalogue, content).observe()).isInstanceOf(Observation.Absent.class);
        SharedObject<D> made = resource(catalogue, content).create(content, new Noted());
        assertThat(present(resource(catalogue, content).observe())).isEqualTo(made);
        SharedObject<D> seen = present(resource(fresh, content).observe());
        assertThat(resource(fresh, content).diff(content, seen).changes()).isEmpty();
        assertThat(seen.id()).isEqualTo(made.id());
    }

    @Test
    void everyKindIsMadeAndSeenAsItWasWanted() {
        CloudFrontAccount fresh = cloudFront.freshAccount();
        isMadeAndSeen(account.originAccessControls(), fresh.originAccessControls(), OriginAccess.forBucket());
        isMadeAndSeen(account.responseHeadersPolicies(), fresh.responseHeadersPolicies(), STRICT);
        isMadeAndSeen(account.cachePolicies(), fresh.cachePolicies(), CACHE);
        isMadeAndSeen(account.viewerFunctions(), fresh.viewerFunctions(), SPA);
    }

    @Test
    void aKindIsReadOnceAnIntervalHoweverManySitesAsk() {
        cloudFront.shared(account.cachePolicies(), CACHE);
        cloudFront.shared(account.viewerFunctions(), SPA);
        CloudFrontAccount fresh = cloudFront.freshAccount();
        cloudFront.operations();

        for (int site = 0; site < 100; site++) {
            resource(fresh.cachePolicies(), CACHE).observe();
            resource(fresh.cachePolicies(), CacheRules.forSite(site, 1000, false))
                    .observe();
            resource(fresh.viewerFunctions(), SPA).observe();
        }
        assertThat(cloudFront.operations())
                .containsExactlyInAnyOrder("ListCachePolicies", "DescribeFunction", "GetFunction");

        cloudFront.clock.advance(CloudFrontOnTheWire.INTERVAL);
        resource(fresh.cachePolicies(), CACHE).observe();
        assertThat(cloudFront.operations()).containsExactly("ListCachePolicies");
    }

    @Test
    void alreadyExistsUnderOurNameIsSuccess() {
        CloudFrontAccount late = cloudFront.freshAccount();
        resource(late.cachePolicies(), CACHE).observe();
        SharedObject<CacheRules> made = cloudFront.shared(account.cachePolicies(), CACHE);

        SharedObject<CacheRules> found = resource(late.cachePolicies(), CACHE).create(CACHE, new Noted());

        assertThat(found.id()).isEqualTo(made.id());
    }

    @Test
    void whatExistsAndIsNotListedYetIsWaitedFor() {
        CloudFrontAccount late = cloudFront.freshAccount();
        resource(late.cachePolicies(), CACHE).observe();
        cloudFront.shared(account.cachePolicies(), CACHE);
        cloudFront.service.change(settings -> settings.withListsLag(true));

        FailedCall failed = catchThrowableOfType(
                FailedCall.class, () -> resource(late.cachePolicies(), CACHE).create(CACHE, new Noted()));

        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(resource(late.cachePolicies(), CACHE)
                        .create(CACHE, new Noted())
                        .content())
                .isEqualTo(CACHE);
    }

    @Test
    void ourOwnMakingIsKnownWhileListsLag() {
        cloudFront.service.change(settings -> settings.withListsLag(true));
        SharedObject<CacheRules> made = cloudFront.shared(account.cachePolicies(), CACHE);

        assertThat(present(resource(account.cachePolicies(), CACHE).observe())).isEqualTo(made);
    }

    @Test
    void aChangedPolicyIsBroughtBackToWhatItsNameStates() {
        SharedObject<CacheRules> made = cloudFront.shared(account.cachePolicies(), CACHE);
        var found = cloudFront.console.getCachePolicy(request -> request.id(made.id()));
        cloudFront.console.updateCachePolicy(request -> request.id(made.id())
                .ifMatch(found.eTag())
                .cachePolicyConfig(found.cachePolicy().cachePolicyConfig().toBuilder()
                        .defaultTTL(1L)
                        .build()));
        SharedResource<CacheRules> later = resource(cloudFront.freshAccount().cachePolicies(), CACHE);
        SharedObject<CacheRules> seen = present(later.observe());
        assertThat(later.diff(CACHE, seen).changes())
                .extracting(Change::path)
                .containsExactly("cachePolicy.defaultSeconds");

        later.update(CACHE, seen, later.diff(CACHE, seen));

        SharedResource<CacheRules> fresh = resource(cloudFront.freshAccount().cachePolicies(), CACHE);
        assertThat(fresh.diff(CACHE, present(fresh.observe())).changes()).isEmpty();
    }

    @Test
    void headersThatSomeoneAddedOrLetTheOriginReplaceAreDrift() {
        SharedObject<ResponseHeaders> made = cloudFront.shared(account.responseHeadersPolicies(), STRICT);
        var found = cloudFront.console.getResponseHeadersPolicy(request -> request.id(made.id()));
        cloudFront.console.updateResponseHeadersPolicy(request -> request.id(made.id())
                .ifMatch(found.eTag())
                .responseHeadersPolicyConfig(found.responseHeadersPolicy().responseHeadersPolicyConfig().toBuilder()
                        .serverTimingHeadersConfig(
                                timing -> timing.enabled(true).samplingRate(100d))
                        .securityHeadersConfig(security -> security.frameOptions(
                                field -> field.override(false).frameOption("DENY")))
                        .build()));
        SharedResource<ResponseHeaders> later =
                resource(cloudFront.freshAccount().responseHeadersPolicies(), STRICT);
        SharedObject<ResponseHeaders> seen = present(later.observe());
        assertThat(later.diff(STRICT, seen).changes())
                .extracting(Change::path)
                .contains(
                        "responseHeadersPolicy.headers[(Server-Timing)]",
                        "responseHeadersPolicy.headers[X-Frame-Options]",
                        "responseHeadersPolicy.headers[Content-Security-Policy]")
                .doesNotContain("responseHeadersPolicy.headers[X-Team]");

        later.update(STRICT, seen, later.diff(STRICT, seen));

        SharedResource<ResponseHeaders> fresh =
                resource(cloudFront.freshAccount().responseHeadersPolicies(), STRICT);
        assertThat(fresh.diff(STRICT, present(fresh.observe())).changes()).isEmpty();
    }

    @Test
    void aFunctionThatWasMadeAndNotPublishedIsPublished() {
        SharedName name = account.viewerFunctions().nameFor(SPA, Optional.empty(), "a site");
        cloudFront.console.createFunction(request -> request.name(name.toString())
                .functionConfig(config -> config.comment(SharedKind.COMMENT).runtime(SPA.runtime()))
                .functionCode(SdkBytes.fromUtf8String(SPA.code())));
        SharedResource<ViewerFunction> function = resource(account.viewerFunctions(), SPA);
        SharedObject<ViewerFunction> seen = present(function.observe());
        assertThat(function.diff(SPA, seen).changes()).extracting(Change::path).containsExactly("function.live");

        function.update(SPA, seen, function.diff(SPA, seen));

        assertThat(cloudFront
                        .console
                        .getFunction(request -> request.name(name.toString()).stage(FunctionStage.LIVE))
                        .functionCode()
                        .asUtf8String())
                .isEqualTo(SPA.code());
    }

    @Test
    void aUsedOneIsLeftToOthersAndAnUnusedOneGoes() {
        DesiredDistribution desired = cloudFront.desired(account);
        Identity identity = new Identity("prod", "SecureSite", "web", "docs");
        new Distribution(cloudFront.client, account, identity, CloudFrontOnTheWire.BUCKET, Optional.empty(), Set.of())
                .create(desired, new Noted());
        SharedResource<OriginAccess> used = resource(account.originAccessControls(), OriginAccess.forBucket());
        SharedObject<CacheRules> unused = cloudFront.shared(account.cachePolicies(), CACHE);

        assertThat(used.delete(present(used.observe()))).isInstanceOf(Deletion.LeftToOthers.class);
        SharedResource<CacheRules> cache = resource(account.cachePolicies(), CACHE);
        assertThat(cache.delete(unused)).isInstanceOf(Deletion.Gone.class);
        assertThat(cache.observe()).isInstanceOf(Observation.Absent.class);
        assertThat(cache.delete(unused)).isInstanceOf(Deletion.Gone.class);
    }

    @Test
    void everyKindCanBeDeleted() {
        canBeDeleted(account.originAccessControls(), OriginAccess.forBucket());
        canBeDeleted(account.responseHeadersPolicies(), STRICT);
        canBeDeleted(account.cachePolicies(), CACHE);
        canBeDeleted(account.viewerFunctions(), SPA);
    }

    private <D> void canBeDeleted(Catalogue<D> catalogue, D content) {
        SharedObject<D> made = cloudFront.shared(catalogue, content);
        assertThat(resource(catalogue, content).delete(made)).isInstanceOf(Deletion.Gone.class);
        assertThat(catalogue.names(cloudFront.client)).isEmpty();
    }

    @Test
    void withoutPlaceInTheAccountItFailsForGood() {
        cloudFront.service.change(settings -> settings.withQuotas(CloudFrontQuotas.DEFAULT.withCachePolicies(1)));
        cloudFront.shared(account.cachePolicies(), CACHE);
        CacheRules another = CacheRules.forSite(1, 2, false);

        FailedCall refused = catchThrowableOfType(
                FailedCall.class,
                () -> resource(account.cachePolicies(), another).create(another, new Noted()));
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
    }

    @Test
    void aRecordedNameIsKeptOnlyWhileItStatesTheContent() {
        Catalogue<CacheRules> catalogue = account.cachePolicies();
        String third = SharedName.of(catalogue.kind(), CACHE, 2).toString();

        assertThat(catalogue.nameFor(CACHE, Optional.of(third), "a site").shard())
                .isEqualTo(2);
        assertThat(catalogue
                        .nameFor(CacheRules.forSite(1, 2, false), Optional.of(third), "a site")
                        .shard())
                .isZero();
    }
}
