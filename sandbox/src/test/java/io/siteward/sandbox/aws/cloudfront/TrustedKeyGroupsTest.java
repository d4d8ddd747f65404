package io.siteward.sandbox.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.ResourceInUseException;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;

/** Behaviours that ask for signatures, and the groups whose keys may sign. */
class TrustedKeyGroupsTest {
    private final CloudFrontOnTheWire wire = new CloudFrontOnTheWire();
    private final CloudFrontClient client = wire.client;

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void areKeptAndToldWithTheKeysInThem() {
        String key = KeySamples.create(client, "one");
        String group = KeySamples.createGroup(client, "group", key);

        Distribution distribution = Samples.create(client, membersOnly("site", trusting(group)));

        assertThat(distribution
                        .distributionConfig()
                        .cacheBehaviors()
                        .items()
                        .get(0)
                        .trustedKeyGroups())
                .isEqualTo(trusting(group));
        assertThat(distribution
                        .distributionConfig()
                        .defaultCacheBehavior()
                        .trustedKeyGroups()
                        .enabled())
                .isFalse();
        assertThat(distribution.activeTrustedKeyGroups().enabled()).isTrue();
        assertThat(distribution.activeTrustedKeyGroups().items())
                .singleElement()
                .satisfies(active -> {
                    assertThat(active.keyGroupId()).isEqualTo(group);
                    assertThat(active.keyPairIds().items()).containsExactly(key);
                });
    }

    /** https://github.com/hashicorp/terraform-provider-aws/issues/24033 */
    @Test
    void giveTheirDistributionsNewEtagsWhenTheyChange() {
        String group = KeySamples.createGroup(client, "group", KeySamples.create(client, "one"));
        String user =
                Samples.create(client, membersOnly("user", trusting(group))).id();
        String other =
                Samples.create(client, Samples.distribution("other").build()).id();
        String etagOfUser = etag(user);
        String etagOfOther = etag(other);

        KeySamples.setKeys(client, group, List.of(KeySamples.create(client, "two")));

        assertThat(etag(user)).isNotEqualTo(etagOfUser);
        assertThat(etag(other)).isEqualTo(etagOfOther);
        assertThat(client.listDistributionsByKeyGroup(request -> request.keyGroupId(group))
                        .distributionIdList()
                        .items())
                .containsExactly(user);
    }

    @Test
    void goWhenNoDistributionTrustsThemAnyMore() {
        String group = KeySamples.createGroup(client, "group", KeySamples.create(client, "one"));
        Distribution user = Samples.create(client, membersOnly("user", trusting(group)));
        assertThatThrownBy(() -> deleteGroup(wire, group)).isInstanceOf(ResourceInUseException.class);

        Samples.update(client, user.id(), config -> config.cacheBehaviors(all -> all.quantity(0)));
        deleteGroup(wire, group);

        assertThat(client.listKeyGroups(request -> {}).keyGroupList().quantity())
                .isZero();
    }

    @Test
    void areInUseForAWhileAfterTheirDistributionIsDeleted() {
        wire.service.change(settings -> settings.withInUseLag(Duration.ofMinutes(1)));
        String group = KeySamples.createGroup(client, "group", KeySamples.create(client, "one"));
        Distribution user = Samples.create(client, membersOnly("user", trusting(group)));
        Samples.update(client, user.id(), config -> config.enabled(false));
        wire.deploy();
        String etag = etag(user.id());
        client.deleteDistribution(request -> request.id(user.id()).ifMatch(etag));

        assertThatThrownBy(() -> deleteGroup(wire, group)).isInstanceOf(ResourceInUseException.class);
        wire.clock.advance(Duration.ofMinutes(1));
        deleteGroup(wire, group);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(Refused refused) {
        refused.check(wire);
    }

    static Stream<Refused> refusals() {
        return Stream.of(
                Refused.distribution(400, "TrustedKeyGroupDoesNotExist", "an unknown group", ordered(trusting("none"))),
                Refused.by("CreateDistribution", 400, "TrustedKeyGroupDoesNotExist", "another account's group", w -> {
                    String key = KeySamples.create(w.otherClient, "theirs");
                    String group = KeySamples.createGroup(w.otherClient, "theirs", key);
                    Samples.create(w.client, membersOnly("site", trusting(group)));
                }),
                Refused.by("UpdateDistribution", 400, "TrustedKeyGroupDoesNotExist", "an unknown group", w -> {
                    Distribution site = Samples.create(
                            w.client, Samples.distribution("site").build());
                    Samples.update(w.client, site.id(), ordered(trusting("none")));
                }),
                Refused.by(
                        "CreateDistribution",
                        400,
                        "TooManyKeyGroupsAssociatedToDistribution",
                        "five groups",
                        w -> Samples.create(w.client, membersOnly("site", trusting(groups(w, 5))))),
                Refused.by("CreateDistribution", 400, "TooManyDistributionsAssociatedToKeyGroup", "one too many", w -> {
                    w.service.change(
                            settings -> settings.withQuotas(settings.quotas().withDistributionsPerAssociation(1)));
                    String group = groups(w, 1)[0];
                    createWithOwnCachePolicy(w, "one", trusting(group));
                    createWithOwnCachePolicy(w, "two", trusting(group));
                }),
                Refused.by(
                        "CreateDistribution",
                        400,
                        "InconsistentQuantities",
                        "another quantity",
                        w -> Samples.create(
                                w.client,
                                membersOnly(
                                        "site",
                                        trusting(groups(w, 1)).toBuilder()
                                                .quantity(2)
                                                .build()))),
                Refused.by(
                        "ListDistributionsByKeyGroup",
                        404,
                        "NoSuchResource",
                        "an unknown group",
                        w -> w.client.listDistributionsByKeyGroup(request -> request.keyGroupId("none"))),
                Refused.by("DeleteKeyGroup", 409, "ResourceInUse", "in use", w -> {
                    String group = groups(w, 1)[0];
                    Samples.create(w.client, membersOnly("site", trusting(group)));
                    deleteGroup(w, group);
                }));
    }

    private static String[] groups(CloudFrontOnTheWire wire, int count) {
        String key = KeySamples.create(wire.client, "one");
        return IntStream.range(0, count)
                .mapToObj(n -> KeySamples.createGroup(wire.client, "group-" + n, key))
                .toArray(String[]::new);
    }

    private static TrustedKeyGroups trusting(String... groups) {
        return TrustedKeyGroups.builder()
                .enabled(true)
                .quantity(groups.length)
                .items(groups)
                .build();
    }

    private static DistributionConfig membersOnly(String callerReference, TrustedKeyGroups trusted) {
        return Samples.distribution(callerReference, ordered(trusted));
    }

    private static Consumer<DistributionConfig.Builder> ordered(TrustedKeyGroups trusted) {
        CacheBehavior members = CacheBehavior.builder()
                .pathPattern("/members/*")
                .targetOriginId("bucket")
                .viewerProtocolPolicy("https-only")
                .cachePolicyId(Samples.CACHING_OPTIMIZED)
                .trustedKeyGroups(trusted)
                .build();
        return config -> config.cacheBehaviors(all -> all.quantity(1).items(members));
    }

    private static void createWithOwnCachePolicy(CloudFrontOnTheWire wire, String name, TrustedKeyGroups trusted) {
        String policy = Samples.createCachePolicy(wire.client, name);
        Samples.create(
                wire.client,
                Samples.distribution(
                        name,
                        config -> config.defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                .viewerProtocolPolicy("https-only")
                                .cachePolicyId(policy)
                                .trustedKeyGroups(trusted))));
    }

    private static void deleteGroup(CloudFrontOnTheWire wire, String id) {
        String etag = wire.client.getKeyGroup(request -> request.id(id)).eTag();
        wire.client.deleteKeyGroup(request -> request.id(id).ifMatch(etag));
    }

    private String etag(String distribution) {
        return client.getDistribution(request -> request.id(distribution)).eTag();
    }
}
