package io.siteward.sandbox.aws.cloudfront;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The things of one untaggable kind in one account: named uniquely, versioned, not to be deleted while in use.
 *
 * @param <C> the SDK's configuration of the kind
 */
final class Entities<C> {
    /** One thing. Those that AWS manages are the same in every account and cannot be changed. */
    record Entity<C>(
            String id, String name, String etag, Instant created, Instant modified, boolean managed, C config) {}

    /** The names that AWS's refusals have for this kind. */
    record Kind(
            String label,
            Refusal missing,
            Refusal taken,
            Refusal full,
            Refusal inUse,
            ToIntFunction<CloudFrontQuotas> quota) {}

    private final Kind kind;
    private final CloudFrontContext context;
    private final Supplier<String> newId;
    private final Predicate<String> inUse;
    private final Map<String, Entity<C>> byId = new LinkedHashMap<>();
    private final Listing<Entity<C>> listing = new Listing<>();

    Entities(Kind kind, CloudFrontContext context, Supplier<String> newId, Predicate<String> inUse) {
        this.kind = kind;
        this.context = context;
        this.newId = newId;
        this.inUse = inUse;
    }

    void addManaged(String id, String name, C config) {
        byId.put(id, new Entity<>(id, name, context.ids().next(), Instant.EPOCH, Instant.EPOCH, true, config));
    }

    Entity<C> create(String name, C config) {
        refuseTakenName(name, null);
        long own = byId.values().stream().filter(entity -> !entity.managed()).count();
        if (own >= kind.quota().applyAsInt(context.quotas())) {
            throw kind.full().because("The account has the maximum number of " + kind.label() + "s.");
        }
        return put(newId.get(), name, context.clock().instant(), config);
    }

    Entity<C> get(@Nullable String id) {
        Entity<C> entity = id == null ? null : byId.get(id);
        if (entity == null) {
            throw kind.missing().because("The specified " + kind.label() + " does not exist.");
        }
        return entity;
    }

    boolean has(@Nullable String id) {
        return id != null && byId.containsKey(id);
    }

    Entity<C> update(String id, @Nullable String ifMatch, String name, C config) {
        Entity<C> entity = get(id);
        if (entity.managed()) {
            throw Refusal.ILLEGAL_UPDATE.because("The " + kind.label() + " is managed by AWS.");
        }
        IfMatch.check(ifMatch, entity.etag());
        refuseTakenName(name, id);
        return put(id, name, entity.created(), config);
    }

    void delete(String id, @Nullable String ifMatch) {
        Entity<C> entity = get(id);
        if (entity.managed()) {
            throw Refusal.ILLEGAL_DELETE.because("The " + kind.label() + " is managed by AWS.");
        }
        IfMatch.check(ifMatch, entity.etag());
        if (inUse.test(id)) {
            throw kind.inUse().because("The " + kind.label() + " is in use.");
        }
        listing.aboutToChange(byId.values());
        byId.remove(id);
    }

    List<Entity<C>> list() {
        return listing.read(byId.values(), context.listsLag());
    }

    Collection<Entity<C>> all() {
        return byId.values();
    }

    private Entity<C> put(String id, String name, Instant created, C config) {
        Entity<C> entity = new Entity<>(
                id, name, context.ids().next(), created, context.clock().instant(), false, config);
        listing.aboutToChange(byId.values());
        byId.put(id, entity);
        return entity;
    }

    private void refuseTakenName(String name, @Nullable String ownId) {
        boolean taken = byId.values().stream()
                .anyMatch(entity -> entity.name().equals(name) && !entity.id().equals(ownId));
        if (taken) {
            throw kind.taken().because("A " + kind.label() + " with this name already exists: " + name);
        }
    }
}
