package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.cloudfront.Entities.Entity;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.ActiveTrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.KGKeyPairIds;
import software.amazon.awssdk.services.cloudfront.model.KeyGroup;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupList;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupSummary;
import software.amazon.awssdk.services.cloudfront.model.ListKeyGroupsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListKeyGroupsResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupResponse;

/** The key groups of one account. */
final class KeyGroups {
    private static final int LONGEST_COMMENT = 128;

    private final CloudFrontContext context;
    private final PublicKeys publicKeys;
    private final Consumer<String> changed;
    private final Entities<KeyGroupConfig> entities;
    private final DeployedKeys deployed = new DeployedKeys();

    /**
     * Without a group.
     *
     * @param changed told a group's id after its update
     */
    KeyGroups(CloudFrontContext context, PublicKeys publicKeys, Predicate<String> inUse, Consumer<String> changed) {
        this.context = context;
        this.publicKeys = publicKeys;
        this.changed = changed;
        Entities.Kind kind = new Entities.Kind(
                "key group",
                Refusal.NO_SUCH_RESOURCE,
                Refusal.KEY_GROUP_ALREADY_EXISTS,
                Refusal.TOO_MANY_KEY_GROUPS,
                Refusal.RESOURCE_IN_USE,
                CloudFrontQuotas::keyGroups);
        entities = new Entities<>(kind, context, context.ids()::nextUuid, inUse);
    }

    boolean has(String id) {
        return entities.has(id);
    }

    KeyGroupConfig config(String id) {
        return entities.get(id).config();
    }

    /** Whether a group holds the public key. */
    boolean hold(String key) {
        return entities.all().stream().anyMatch(group -> group.config().items().contains(key));
    }

    /** The keys of a group that edge locations verify signatures with, by id. */
    Map<String, PublicKey> deployedKeys(String group) {
        return deployed.at(group, context.clock().instant());
    }

    private void deploy(Entity<KeyGroupConfig> group) {
        Map<String, PublicKey> keys =
                group.config().items().stream().collect(Collectors.toMap(Function.identity(), publicKeys::key));
        Instant edgeKnows =
                context.clock().instant().plus(context.settings().get().keyGroupTime());
        deployed.change(group.id(), keys, edgeKnows);
    }

    /** What a distribution says of the groups it trusts. */
    ActiveTrustedKeyGroups active(Set<String> groups) {
        List<KGKeyPairIds> trusted =
                groups.stream().sorted().map(this::keyPairIds).toList();
        return ActiveTrustedKeyGroups.builder()
                .enabled(!trusted.isEmpty())
                .quantity(trusted.size())
                .items(trusted)
                .build();
    }

    private KGKeyPairIds keyPairIds(String group) {
        List<String> keys = config(group).items();
        return KGKeyPairIds.builder()
                .keyGroupId(group)
                .keyPairIds(ids -> ids.quantity(keys.size()).items(keys))
                .build();
    }

    CreateKeyGroupResponse create(CreateKeyGroupRequest request) {
        KeyGroupConfig config = accepted(request.keyGroupConfig());
        Entity<KeyGroupConfig> entity = entities.create(config.name(), config);
        deploy(entity);
        return CreateKeyGroupResponse.builder()
                .keyGroup(shape(entity))
                .location(Locations.of("key-group", entity.id()))
                .eTag(entity.etag())
                .build();
    }

    GetKeyGroupResponse get(GetKeyGroupRequest request) {
        Entity<KeyGroupConfig> entity = entities.get(request.id());
        return GetKeyGroupResponse.builder()
                .keyGroup(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    GetKeyGroupConfigResponse getConfig(GetKeyGroupConfigRequest request) {
        Entity<KeyGroupConfig> entity = entities.get(request.id());
        return GetKeyGroupConfigResponse.builder()
                .keyGroupConfig(entity.config())
                .eTag(entity.etag())
                .build();
    }

    UpdateKeyGroupResponse update(UpdateKeyGroupRequest request) {
        entities.get(request.id());
        KeyGroupConfig config = accepted(request.keyGroupConfig());
        Entity<KeyGroupConfig> entity = entities.update(request.id(), request.ifMatch(), config.name(), config);
        deploy(entity);
        changed.accept(entity.id());
        return UpdateKeyGroupResponse.builder()
                .keyGroup(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    DeleteKeyGroupResponse delete(DeleteKeyGroupRequest request) {
        entities.delete(request.id(), request.ifMatch());
        return DeleteKeyGroupResponse.builder().build();
    }

    ListKeyGroupsResponse list(ListKeyGroupsRequest request) {
        Page<Entity<KeyGroupConfig>> page = Page.of(entities.list(), Entity::id, request.marker(), request.maxItems());
        return ListKeyGroupsResponse.builder()
                .keyGroupList(KeyGroupList.builder()
                        .items(page.items().stream()
                                .map(entity -> KeyGroupSummary.builder()
                                        .keyGroup(shape(entity))
                                        .build())
                                .toList())
                        .quantity(page.items().size())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .build())
                .build();
    }

    /**
     * Refuses what AWS refuses. That a key which does not exist is an {@code InvalidArgument} follows from the errors
     * listed: there is no other for it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateKeyGroup.html">CreateKeyGroup</a>
     */
    private KeyGroupConfig accepted(KeyGroupConfig config) {
        Arguments.require(config, "KeyGroupConfig");
        Arguments.check(config.name() != null && !config.name().isBlank(), "The parameter Name is required.");
        Arguments.length(config.comment(), LONGEST_COMMENT, "Comment");
        List<String> keys = config.items();
        Arguments.check(!keys.isEmpty(), "A key group needs at least one public key.");
        if (keys.size() > context.quotas().keysPerGroup()) {
            throw Refusal.TOO_MANY_PUBLIC_KEYS_IN_KEY_GROUP.because(
                    "The number of public keys in this key group is more than the maximum allowed.");
        }
        Arguments.check(Set.copyOf(keys).size() == keys.size(), "A public key is listed twice.");
        Arguments.check(keys.stream().allMatch(publicKeys::has), "A public key of the key group does not exist.");
        return config.comment() == null ? config.toBuilder().comment("").build() : config;
    }

    private static KeyGroup shape(Entity<KeyGroupConfig> entity) {
        return KeyGroup.builder()
                .id(entity.id())
                .lastModifiedTime(entity.modified())
                .keyGroupConfig(entity.config())
                .build();
    }
}
