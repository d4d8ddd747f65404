package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.cloudfront.StoredDistribution.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** The distributions of one account: what may become of them, and who refers to what. */
final class Distributions {
    private record Deleted(StoredDistribution distribution, Instant at) {}

    private final CloudFrontAccount account;
    private final CloudFrontContext context;
    private final BiPredicate<String, @Nullable String> aliasIsTaken;
    private final Map<String, StoredDistribution> byId = new LinkedHashMap<>();
    private final Map<String, String> idsByCallerReference = new HashMap<>();
    private final List<Deleted> deleted = new ArrayList<>();
    private final Listing<StoredDistribution> listing = new Listing<>();

    /** @param aliasIsTaken told a name and a distribution's id, whether any other distribution has the name */
    Distributions(
            CloudFrontAccount account, CloudFrontContext context, BiPredicate<String, @Nullable String> aliasIsTaken) {
        this.account = account;
        this.context = context;
        this.aliasIsTaken = aliasIsTaken;
    }

    /** A CallerReference is no replay: the second request with it is refused, be it the same or not. */
    StoredDistribution create(DistributionConfig config, Map<String, String> tags) {
        DistributionRules.check(config);
        String known = idsByCallerReference.get(config.callerReference());
        if (known != null) {
            throw Refusal.DISTRIBUTION_ALREADY_EXISTS.because(
                    "The caller reference that you are using to create a distribution is associated with another"
                            + " distribution. Already exists: " + known);
        }
        checkReferences(config, null);
        if (byId.size() >= context.quotas().distributions()) {
            throw Refusal.TOO_MANY_DISTRIBUTIONS.because(
                    "Processing your request would cause you to exceed the maximum number of distributions allowed.");
        }
        Instant now = context.clock().instant();
        StoredDistribution distribution = new StoredDistribution(
                context.ids().next(),
                account.id(),
                context.ids().nextLabel() + ".cloudfront.net",
                context.ids().next(),
                now,
                List.of(new Rollout(DistributionDefaults.fillIn(config), deployedBy(now))),
                tags);
        idsByCallerReference.put(config.callerReference(), distribution.id());
        return put(distribution);
    }

    StoredDistribution get(@Nullable String id) {
        return find(id).orElseThrow(
                        () -> Refusal.NO_SUCH_DISTRIBUTION.because("The specified distribution does not exist."));
    }

    Optional<StoredDistribution> find(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
    }

    StoredDistribution update(String id, @Nullable String ifMatch, DistributionConfig config) {
        StoredDistribution distribution = get(id);
        IfMatch.check(ifMatch, distribution.etag());
        DistributionRules.check(config);
        DistributionRules.checkUpdate(distribution.config(), config);
        checkReferences(config, id);
        Instant now = context.clock().instant();
        return put(distribution.updated(
                DistributionDefaults.fillIn(config), context.ids().next(), now, deployedBy(now)));
    }

    /**
     * A distribution goes only when it is disabled, and disabled everywhere.
     *
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeleteDistribution.html">
     *     DeleteDistribution</a>
     */
    void delete(String id, @Nullable String ifMatch) {
        StoredDistribution distribution = get(id);
        IfMatch.check(ifMatch, distribution.etag());
        Instant now = context.clock().instant();
        if (distribution.config().enabled() || distribution.isInProgress(now)) {
            throw Refusal.DISTRIBUTION_NOT_DISABLED.because(
                    "The distribution you are trying to delete has not been disabled.");
        }
        listing.aboutToChange(byId.values());
        byId.remove(id);
        deleted.add(new Deleted(distribution, now));
        if (!context.settings().get().callerReferencesStay()) {
            idsByCallerReference.remove(distribution.config().callerReference());
        }
    }

    void tag(StoredDistribution distribution, Map<String, String> tags) {
        byId.put(distribution.id(), distribution.withTags(tags));
    }

    List<StoredDistribution> list() {
        return listing.read(byId.values(), context.listsLag());
    }

    Collection<StoredDistribution> all() {
        return byId.values();
    }

    /** Whether one refers to it, or did until so short a time ago that AWS still thinks so. */
    boolean inUse(Predicate<References> refers) {
        Instant forgotten =
                context.clock().instant().minus(context.settings().get().inUseLag());
        Stream<StoredDistribution> lingering =
                deleted.stream().filter(gone -> gone.at().isAfter(forgotten)).map(Deleted::distribution);
        return Stream.concat(byId.values().stream(), lingering)
                .anyMatch(distribution -> refers.test(distribution.references()));
    }

    /** Gives new ETags to those that refer to something that was changed. */
    void renewEtags(Predicate<References> refers) {
        byId.replaceAll((id, distribution) -> refers.test(distribution.references())
                ? distribution.withEtag(context.ids().next())
                : distribution);
    }

    private void checkReferences(DistributionConfig config, @Nullable String id) {
        CloudFrontQuotas quotas = context.quotas();
        new OriginRules(account, quotas).check(config);
        new BehaviorRules(account, quotas).check(config);
        new AliasRules(account.id(), context.certificates(), quotas, alias -> aliasIsTaken.test(alias, id))
                .check(config);
        References wanted = References.of(config);
        new AssociationRules(
                        byId.values().stream()
                                .filter(other -> !other.id().equals(id))
                                .map(StoredDistribution::references)
                                .toList(),
                        quotas.distributionsPerAssociation())
                .check(wanted);
    }

    private StoredDistribution put(StoredDistribution distribution) {
        listing.aboutToChange(byId.values());
        byId.put(distribution.id(), distribution);
        return distribution;
    }

    private Instant deployedBy(Instant now) {
        return now.plus(context.settings().get().deployTime());
    }
}
