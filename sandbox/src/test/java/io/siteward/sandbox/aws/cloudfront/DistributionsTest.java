package io.siteward.sandbox.aws.cloudfront;

import static io.siteward.sandbox.aws.cloudfront.CloudFrontOnTheWire.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionNotDisabledException;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.MinimumProtocolVersion;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;
import software.amazon.awssdk.services.cloudfront.model.Tag;

class DistributionsTest {
    private final CloudFrontOnTheWire wire = new CloudFrontOnTheWire();
    private final CloudFrontClient client = wire.client;

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void givesIdArnAndDomainName() {
        Distribution made = Samples.create(client, Samples.distribution("one").build());

        assertThat(made.id()).matches("E[A-Z0-9]{13}");
        assertThat(made.arn()).isEqualTo("arn:aws:cloudfront::" + ACCOUNT + ":distribution/" + made.id());
        assertThat(made.domainName()).matches("d[a-z0-9]{13}\\.cloudfront\\.net");
    }

    @Test
    void isInProgressUntilTheDeployTimeIsOver() {
        String id = Samples.create(client, Samples.distribution("one").build()).id();
        assertThat(status(id)).isEqualTo("InProgress");

        wire.clock.advance(CloudFrontOnTheWire.DEPLOY_TIME.minusSeconds(1));
        assertThat(status(id)).isEqualTo("InProgress");

        wire.clock.advance(Duration.ofSeconds(1));
        assertThat(status(id)).isEqualTo("Deployed");
    }

    @Test
    void changesTheEtagAndDeploysAgainAtEveryUpdate() {
        String id = Samples.create(client, Samples.distribution("one").build()).id();
        wire.deploy();
        String before = client.getDistribution(request -> request.id(id)).eTag();

        Samples.update(client, id, config -> {});

        assertThat(client.getDistribution(request -> request.id(id)).eTag()).isNotEqualTo(before);
        assertThat(status(id)).isEqualTo("InProgress");
    }

    @Test
    void answersAConfigWithEverythingFilledIn() {
        String id = Samples.create(client, Samples.distribution("one").build()).id();

        DistributionConfig config =
                client.getDistributionConfig(request -> request.id(id)).distributionConfig();

        assertThat(config.defaultRootObject()).isEmpty();
        assertThat(config.webACLId()).isEmpty();
        assertThat(config.aliases().quantity()).isZero();
        assertThat(config.cacheBehaviors().quantity()).isZero();
        assertThat(config.customErrorResponses().quantity()).isZero();
        assertThat(config.originGroups().quantity()).isZero();
        assertThat(config.logging().enabled()).isFalse();
        assertThat(config.httpVersion()).isEqualTo(HttpVersion.HTTP2);
        assertThat(config.priceClass()).isEqualTo(PriceClass.PRICE_CLASS_ALL);
        assertThat(config.restrictions().geoRestriction().restrictionTypeAsString())
                .isEqualTo("none");
        assertThat(config.defaultCacheBehavior().allowedMethods().items()).containsExactly(Method.HEAD, Method.GET);
        assertThat(config.defaultCacheBehavior().functionAssociations().quantity())
                .isZero();
        assertThat(config.origins().items().get(0).connectionAttempts()).isEqualTo(3);
        assertThat(config.origins().items().get(0).originShield().enabled()).isFalse();
        assertThat(config.origins().items().get(0).originAccessControlId()).isEmpty();
    }

    /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html */
    @Test
    void forcesTheOldestSecurityPolicyWhereThereIsNoCertificate() {
        String id = Samples.create(
                        client,
                        Samples.distribution(
                                "one",
                                config -> config.viewerCertificate(certificate -> certificate
                                        .cloudFrontDefaultCertificate(true)
                                        .minimumProtocolVersion("TLSv1.2_2021"))))
                .id();

        var certificate = client.getDistributionConfig(request -> request.id(id))
                .distributionConfig()
                .viewerCertificate();
        assertThat(certificate.minimumProtocolVersion()).isEqualTo(MinimumProtocolVersion.TLS_V1);
        assertThat(certificate.cloudFrontDefaultCertificate()).isTrue();
    }

    @Test
    void keepsWhatWasSentThroughReadAndWriteBack() {
        String id = Samples.create(
                        client,
                        Samples.distribution(
                                "one",
                                config -> config.customErrorResponses(
                                        errors -> errors.quantity(1).items(List.of(error(404, "/404.html"))))))
                .id();
        DistributionConfig before =
                client.getDistributionConfig(request -> request.id(id)).distributionConfig();

        Samples.update(client, id, config -> {});

        assertThat(client.getDistributionConfig(request -> request.id(id)).distributionConfig())
                .isEqualTo(before);
    }

    @Test
    void ordersMethodsAsItLikes() {
        String id = Samples.create(
                        client,
                        Samples.distribution(
                                "one",
                                config -> config.defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                        .viewerProtocolPolicy("https-only")
                                        .cachePolicyId(Samples.CACHING_OPTIMIZED)
                                        .allowedMethods(methods -> methods.quantity(3)
                                                .items(List.of(Method.OPTIONS, Method.GET, Method.HEAD))))))
                .id();

        assertThat(client.getDistributionConfig(request -> request.id(id))
                        .distributionConfig()
                        .defaultCacheBehavior()
                        .allowedMethods()
                        .items())
                .containsExactly(Method.HEAD, Method.GET, Method.OPTIONS);
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowToDeleteDistribution.html */
    @Test
    void goesOnlyWhenDisabledEverywhere() {
        String id = Samples.create(client, Samples.distribution("one").build()).id();
        wire.deploy();
        assertThatThrownBy(() -> delete(id)).isInstanceOf(DistributionNotDisabledException.class);

        Samples.update(client, id, config -> config.enabled(false));
        assertThatThrownBy(() -> delete(id)).isInstanceOf(DistributionNotDisabledException.class);

        wire.deploy();
        delete(id);
        assertThatThrownBy(() -> status(id)).isInstanceOf(NoSuchDistributionException.class);
    }

    @Test
    void tagsWithTheCreateCallAndAfter() {
        Distribution made = client.createDistributionWithTags(request -> request.distributionConfigWithTags(with ->
                        with.distributionConfig(Samples.distribution("one").build())
                                .tags(tags -> tags.items(tag("fleet", "a"), tag("name", "docs")))))
                .distribution();

        client.tagResource(request ->
                request.resource(made.arn()).tags(tags -> tags.items(tag("fleet", "b"), tag("more", ""))));
        client.untagResource(request -> request.resource(made.arn()).tagKeys(keys -> keys.items("name")));

        assertThat(client.listTagsForResource(request -> request.resource(made.arn()))
                        .tags()
                        .items())
                .containsExactlyInAnyOrder(tag("fleet", "b"), tag("more", ""));
        assertThat(client.getDistribution(request -> request.id(made.id())).eTag())
                .as("tags are no part of the config")
                .isEqualTo(client.getDistributionConfig(request -> request.id(made.id()))
                        .eTag());
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 5; i++) {
            Samples.create(client, Samples.distribution("number " + i).build());
        }

        var first = client.listDistributions(request -> request.maxItems("2")).distributionList();
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.items()).hasSize(2);

        var second = client.listDistributions(request -> request.marker(first.nextMarker()))
                .distributionList();
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.items()).hasSize(3);
    }

    @Test
    void listsSummariesWithOriginsAndEtag() {
        Distribution made = Samples.create(client, Samples.distribution("one").build());

        DistributionSummary summary = client.listDistributions(request -> {})
                .distributionList()
                .items()
                .get(0);

        assertThat(summary.id()).isEqualTo(made.id());
        assertThat(summary.eTag())
                .isEqualTo(
                        client.getDistribution(request -> request.id(made.id())).eTag());
        assertThat(summary.origins().items().get(0).domainName()).isEqualTo(Samples.BUCKET_DOMAIN);
        assertThat(summary.comment()).isEqualTo("a site");
        assertThat(summary.status()).isEqualTo("InProgress");
    }

    @Test
    void listsOneWriteLateWhereThatIsSwitchedOn() {
        wire.service.change(settings -> settings.withListsLag(true));
        Samples.create(client, Samples.distribution("one").build());

        assertThat(client.listDistributions(request -> {}).distributionList().items())
                .isEmpty();
        assertThat(client.listDistributions(request -> {}).distributionList().items())
                .hasSize(1);
    }

    @Test
    void hidesTheDistributionsOfOtherAccounts() {
        Distribution made = Samples.create(client, Samples.distribution("one").build());

        assertThatThrownBy(() -> wire.otherClient.getDistribution(request -> request.id(made.id())))
                .isInstanceOf(NoSuchDistributionException.class);
        assertThat(wire.otherClient
                        .listDistributions(request -> {})
                        .distributionList()
                        .items())
                .isEmpty();
        assertThat(Samples.create(wire.otherClient, Samples.distribution("one").build())
                        .id())
                .as("caller references are each account's own")
                .isNotEqualTo(made.id());
    }

    private String status(String id) {
        return client.getDistribution(request -> request.id(id)).distribution().status();
    }

    private void delete(String id) {
        String etag = client.getDistribution(request -> request.id(id)).eTag();
        client.deleteDistribution(request -> request.id(id).ifMatch(etag));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static CustomErrorResponse error(int code, String page) {
        return CustomErrorResponse.builder()
                .errorCode(code)
                .responsePagePath(page)
                .responseCode(String.valueOf(code))
                .build();
    }
}
