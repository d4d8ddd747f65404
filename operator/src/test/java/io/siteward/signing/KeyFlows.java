package io.siteward.signing;

import io.siteward.crd.v1alpha1.KeyAlgorithm;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;

/** What can happen to a signing key. */
final class KeyFlows {
    private static final String ROTATING =
            ", source: {generated: {algorithm: ECDSAP256, rotation: {everyDays: 30, overlapDays: 7}}}";
    private static final String MADE = ", source: {generated: {algorithm: ECDSAP256}}";
    private static final String REMOVED = MADE + ", deletionPolicy: Delete";

    /** Long enough for a group to settle, and for what was struck to be tried again. */
    private static final Duration A_WHILE = Duration.ofHours(2);

    private static final Duration PAST_THE_OVERLAP = Duration.ofDays(9);

    private KeyFlows() {}

    /** Of keys that Siteward makes: for either store. */
    static List<KeyFlow> ofMadeKeys() {
        return List.of(
                KeyFlow.of("create", MADE).during(A_WHILE),
                KeyFlow.of("create while lists lag", MADE)
                        .given(world -> world.cloud.cloudFront.change(settings -> settings.withListsLag(true)))
                        .during(A_WHILE),
                KeyFlow.of("rotate when it is time", ROTATING)
                        .given(trusted())
                        .given(world -> world.live(Duration.ofDays(29)))
                        .during(Duration.ofDays(2))
                        .during(PAST_THE_OVERLAP),
                KeyFlow.of("rotate when asked", MADE)
                        .given(trusted())
                        .when(annotated("siteward.io/rotate", "1"))
                        .during(PAST_THE_OVERLAP)
                        .knownByStatusAlone(),
                KeyFlow.of("revoke", MADE)
                        .given(trusted())
                        .when(KeyFlows::revoke)
                        .during(PAST_THE_OVERLAP),
                KeyFlow.of("revoke at once", MADE)
                        .given(trusted())
                        .when(KeyFlows::revokeNow)
                        .during(A_WHILE)
                        .losingKeys(),
                KeyFlow.of("delete", REMOVED)
                        .given(world -> world.live(A_WHILE))
                        .when(SigningKeyWorld::delete)
                        .during(A_WHILE)
                        .losingKeys(),
                KeyFlow.of("delete during a rotation", REMOVED)
                        .given(world -> world.live(A_WHILE))
                        .given(annotated("siteward.io/rotate", "1"))
                        .given(world -> world.live(A_WHILE))
                        .when(SigningKeyWorld::delete)
                        .during(A_WHILE)
                        .losingKeys(),
                KeyFlow.of("delete what a distribution trusts, and then not", REMOVED)
                        .given(trusted())
                        .when(SigningKeyWorld::delete)
                        .during(A_WHILE)
                        .when(KeyFlows::distrust)
                        .during(A_WHILE)
                        .losingKeys(),
                KeyFlow.of("retain, and apply again", MADE)
                        .given(trusted())
                        .when(SigningKeyWorld::delete)
                        .during(A_WHILE)
                        .when(world -> world.apply(KeyFlow.manifest(KeyStorage.of(world), MADE)))
                        .during(A_WHILE),
                KeyFlow.of("the pointer is lost", MADE)
                        .given(trusted())
                        .when(KeyFlows::losePointer)
                        .during(A_WHILE)
                        .losingKeys());
    }

    /** Of keys that somebody brings. */
    static List<KeyFlow> ofBroughtKeys() {
        return List.of(
                KeyFlow.of("bring", "").given(brought("", "one")).during(A_WHILE),
                KeyFlow.of("bring another", "")
                        .given(brought("", "one"))
                        .given(trusted())
                        .when(brought("", "one", "two"))
                        .during(A_WHILE),
                KeyFlow.of("take one's own away", "")
                        .given(brought(", deletionPolicy: Delete", "one"))
                        .given(world -> world.live(A_WHILE))
                        .when(SigningKeyWorld::delete)
                        .during(A_WHILE));
    }

    /** Makes public keys of these names, or finds them, and says in the manifest that they are to be trusted. */
    static Consumer<SigningKeyWorld> brought(String more, String... names) {
        return world -> {
            String ids = Stream.of(names)
                    .map(name -> publish(world.cloud.client(CloudFrontClient.class), name))
                    .collect(Collectors.joining(", "));
            world.apply("{region: eu-central-1, resyncSeconds: 86400, source: {existing: {publicKeyIds: [" + ids
                    + "], privateKeyName: /web/key}}" + more + "}");
        };
    }

    /** Its id; it is made unless there is one of that name. */
    static String publish(CloudFrontClient client, String name) {
        // The first list after a write may lag.
        client.listPublicKeys(list -> {});
        return client.listPublicKeys(list -> {}).publicKeyList().items().stream()
                .filter(key -> key.name().equals(name))
                .map(PublicKeySummary::id)
                .findFirst()
                .orElseGet(() -> client.createPublicKey(create -> create.publicKeyConfig(config -> config.name(name)
                                .callerReference(name)
                                .encodedKey(NewKeyPair.make(KeyAlgorithm.ECDSAP256, new SecureRandom())
                                        .publicPem())))
                        .publicKey()
                        .id());
    }

    private static Consumer<SigningKeyWorld> annotated(String name, String value) {
        return world -> world.annotate(name, value);
    }

    private static void revoke(SigningKeyWorld world) {
        world.annotate("siteward.io/revoke", world.currentKey());
    }

    private static void revokeNow(SigningKeyWorld world) {
        world.annotate("siteward.io/revoke", world.currentKey() + " now");
    }

    private static void losePointer(SigningKeyWorld world) {
        KeyStorage.of(world).losePointer(world.cloud, "docs-key");
    }

    /** A key that a distribution trusts, and that has been made a while ago. */
    static Consumer<SigningKeyWorld> trusted() {
        return world -> {
            world.live(A_WHILE);
            trust(world);
            world.live(A_WHILE);
        };
    }

    /** Makes a distribution that asks for signatures; answers its id. */
    static String trust(SigningKeyWorld world) {
        return world.cloud
                .client(CloudFrontClient.class)
                .createDistribution(create -> create.distributionConfig(config -> config.callerReference("site")
                        .comment("")
                        .enabled(true)
                        .origins(origins -> origins.quantity(1)
                                .items(Origin.builder()
                                        .id("bucket")
                                        .domainName("pages.s3.eu-central-1.amazonaws.com")
                                        .s3OriginConfig(bucket -> bucket.originAccessIdentity(""))
                                        .build()))
                        .defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                .viewerProtocolPolicy("https-only")
                                .cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6")
                                .trustedKeyGroups(trusted -> trusted.enabled(true)
                                        .quantity(1)
                                        .items(world.status().keyGroupId())))))
                .distribution()
                .id();
    }

    private static void distrust(SigningKeyWorld world) {
        CloudFrontClient client = world.cloud.client(CloudFrontClient.class);
        // Where lists lag, the first one is from before the distribution was made.
        client.listDistributions(list -> {});
        for (DistributionSummary each :
                client.listDistributions(list -> {}).distributionList().items()) {
            String id = each.id();
            var read = client.getDistributionConfig(get -> get.id(id));
            client.updateDistribution(update -> update.id(id)
                    .ifMatch(read.eTag())
                    .distributionConfig(read.distributionConfig().toBuilder()
                            .defaultCacheBehavior(read.distributionConfig().defaultCacheBehavior().toBuilder()
                                    .trustedKeyGroups(
                                            none -> none.enabled(false).quantity(0))
                                    .build())
                            .build()));
        }
    }
}
