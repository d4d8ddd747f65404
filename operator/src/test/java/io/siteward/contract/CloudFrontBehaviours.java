package io.siteward.contract;

import static io.siteward.contract.Side.answer;
import static io.siteward.contract.Side.read;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.Tag;

/** Origin access controls and distributions. What moto does not have is left to the in-memory AWS's own suite. */
final class CloudFrontBehaviours {
    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    private CloudFrontBehaviours() {}

    static List<Behaviour> all() {
        return Stream.of(controls(), distributions(), changes())
                .flatMap(List::stream)
                .toList();
    }

    private static Behaviour of(String name, String expected, Function<CloudFrontClient, String> trial) {
        return Behaviour.of(name, expected, side -> trial.apply(side.cloudFront()));
    }

    private static List<Behaviour> controls() {
        return List.of(
                of("an origin access control comes back as it was made", "docs s3 always sigv4", cloudFront -> {
                    String id = control(cloudFront).originAccessControl().id();
                    OriginAccessControlConfig config = cloudFront
                            .getOriginAccessControl(get -> get.id(id))
                            .originAccessControl()
                            .originAccessControlConfig();
                    return config.name() + " " + config.originAccessControlOriginTypeAsString() + " "
                            + config.signingBehaviorAsString() + " " + config.signingProtocolAsString();
                }),
                of("an origin access control is updated", "never", cloudFront -> {
                    CreateOriginAccessControlResponse made = control(cloudFront);
                    String id = made.originAccessControl().id();
                    cloudFront.updateOriginAccessControl(update ->
                            update.id(id).ifMatch(made.eTag()).originAccessControlConfig(controlConfig("never")));
                    return cloudFront
                            .getOriginAccessControl(get -> get.id(id))
                            .originAccessControl()
                            .originAccessControlConfig()
                            .signingBehaviorAsString();
                }),
                of("an origin access control's ETag changes with it", "true", cloudFront -> {
                            CreateOriginAccessControlResponse made = control(cloudFront);
                            String id = made.originAccessControl().id();
                            String after = cloudFront
                                    .updateOriginAccessControl(update -> update.id(id)
                                            .ifMatch(made.eTag())
                                            .originAccessControlConfig(controlConfig("never")))
                                    .eTag();
                            return String.valueOf(!after.equals(made.eTag()));
                        })
                        .motoShows("false", MotoGap.ETAGS),
                of(
                                "an origin access control's name is taken once",
                                "409 OriginAccessControlAlreadyExists",
                                cloudFront -> {
                                    control(cloudFront);
                                    return answer(() -> control(cloudFront));
                                })
                        .motoShows("ok", "moto takes a name twice"),
                of("origin access controls are listed", "docs", cloudFront -> {
                    control(cloudFront);
                    return cloudFront.listOriginAccessControls(list -> {}).originAccessControlList().items().stream()
                            .map(each -> each.name())
                            .collect(Collectors.joining(", "));
                }),
                of(
                        "an origin access control that is not there is missing",
                        "404 NoSuchOriginAccessControl",
                        cloudFront -> answer(() -> cloudFront.getOriginAccessControl(get -> get.id("E0000000000000")))),
                of("an origin access control is deleted", "404 NoSuchOriginAccessControl", cloudFront -> {
                    CreateOriginAccessControlResponse made = control(cloudFront);
                    String id = made.originAccessControl().id();
                    cloudFront.deleteOriginAccessControl(delete -> delete.id(id).ifMatch(made.eTag()));
                    return answer(() -> cloudFront.getOriginAccessControl(get -> get.id(id)));
                }));
    }

    private static CreateOriginAccessControlResponse control(CloudFrontClient cloudFront) {
        return cloudFront.createOriginAccessControl(
                create -> create.originAccessControlConfig(controlConfig("always")));
    }

    private static OriginAccessControlConfig controlConfig(String behaviour) {
        return OriginAccessControlConfig.builder()
                .name("docs")
                .originAccessControlOriginType("s3")
                .signingBehavior(behaviour)
                .signingProtocol("sigv4")
                .build();
    }

    private static List<Behaviour> distributions() {
        return List.of(
                of(
                        "a new distribution is on its way to the edge",
                        "InProgress",
                        cloudFront ->
                                make(cloudFront, config -> {}).distribution().status()),
                of(
                        "a distribution comes back as it was made",
                        "docs a site true PriceClass_100 index.html",
                        cloudFront -> {
                            String id = make(cloudFront, config -> {})
                                    .distribution()
                                    .id();
                            DistributionConfig config = cloudFront
                                    .getDistributionConfig(get -> get.id(id))
                                    .distributionConfig();
                            return config.callerReference() + " " + config.comment() + " " + config.enabled() + " "
                                    + config.priceClassAsString() + " " + config.defaultRootObject();
                        }),
                of("a distribution's origin keeps its access control and its S3 settings", "true, \"\"", cloudFront -> {
                            String control =
                                    control(cloudFront).originAccessControl().id();
                            String id = make(
                                            cloudFront,
                                            config -> config.origins(origins -> origins.quantity(1)
                                                    .items(origin().originAccessControlId(control)
                                                            .build())))
                                    .distribution()
                                    .id();
                            Origin read = cloudFront
                                    .getDistributionConfig(get -> get.id(id))
                                    .distributionConfig()
                                    .origins()
                                    .items()
                                    .get(0);
                            String identity = read.s3OriginConfig() == null
                                    ? "no S3 settings"
                                    : "\"" + read.s3OriginConfig().originAccessIdentity() + "\"";
                            return control.equals(read.originAccessControlId()) + ", " + identity;
                        })
                        .motoShows("false, no S3 settings", "moto loses both on reading back"),
                of("a caller reference makes one distribution", "409 DistributionAlreadyExists", cloudFront -> {
                    make(cloudFront, config -> {});
                    return answer(() -> make(cloudFront, config -> {}));
                }),
                of("tags in the create call are the distribution's", "kind=site", cloudFront -> {
                    CreateDistributionWithTagsResponse made = cloudFront.createDistributionWithTags(create ->
                            create.distributionConfigWithTags(with -> with.distributionConfig(distribution())
                                    .tags(tags -> tags.items(Tag.builder()
                                            .key("kind")
                                            .value("site")
                                            .build()))));
                    return tags(cloudFront, made.distribution().arn());
                }),
                of("tags are added and taken away one by one", "a=1, b=2 then b=2", cloudFront -> {
                    String arn = make(cloudFront, config -> {}).distribution().arn();
                    tag(cloudFront, arn, "a", "1");
                    tag(cloudFront, arn, "b", "2");
                    String both = tags(cloudFront, arn);
                    cloudFront.untagResource(untag -> untag.resource(arn).tagKeys(keys -> keys.items("a")));
                    return both + " then " + tags(cloudFront, arn);
                }),
                of(
                        "distributions are listed with their origins",
                        "docs-example-com.s3.eu-central-1.amazonaws.com",
                        cloudFront -> {
                            make(cloudFront, config -> {});
                            return cloudFront.listDistributions(list -> {}).distributionList().items().stream()
                                    .flatMap(each -> each.origins().items().stream())
                                    .map(Origin::domainName)
                                    .collect(Collectors.joining(", "));
                        }),
                of(
                        "a distribution that is not there is missing",
                        "404 NoSuchDistribution",
                        cloudFront -> answer(() -> cloudFront.getDistribution(get -> get.id("E0000000000000")))),
                of(
                                "an origin access control that is not there cannot be used",
                                "400 InvalidOriginAccessControl",
                                cloudFront -> answer(() -> make(
                                        cloudFront,
                                        config -> config.origins(origins -> origins.quantity(1)
                                                .items(origin().originAccessControlId("E0000000000000")
                                                        .build())))))
                        .motoShows("ok", MotoGap.REFERENCES),
                of(
                                "a price class that is none is refused",
                                "400 MalformedXML",
                                cloudFront ->
                                        answer(() -> make(cloudFront, config -> config.priceClass("PriceClass_300"))))
                        .motoShows("ok", MotoGap.MODEL)
                        .againstTheModel(),
                of(
                        "a behaviour names an origin that is there",
                        "404 NoSuchOrigin",
                        cloudFront -> answer(() -> make(
                                cloudFront,
                                config -> config.defaultCacheBehavior(behaviour -> behaviour
                                        .targetOriginId("another")
                                        .viewerProtocolPolicy("https-only")
                                        .cachePolicyId(CACHING_OPTIMIZED))))));
    }

    private static List<Behaviour> changes() {
        return List.of(
                of("a distribution is updated", "another comment", cloudFront -> {
                    CreateDistributionResponse made = make(cloudFront, config -> {});
                    String id = made.distribution().id();
                    comment(cloudFront, id, made.eTag());
                    return cloudFront
                            .getDistributionConfig(get -> get.id(id))
                            .distributionConfig()
                            .comment();
                }),
                of("a distribution's ETag changes with it", "true", cloudFront -> {
                            CreateDistributionResponse made = make(cloudFront, config -> {});
                            String id = made.distribution().id();
                            comment(cloudFront, id, made.eTag());
                            return String.valueOf(!cloudFront
                                    .getDistributionConfig(get -> get.id(id))
                                    .eTag()
                                    .equals(made.eTag()));
                        })
                        .motoShows("false", MotoGap.ETAGS),
                of("an ETag from before the last change is refused", "412 PreconditionFailed", cloudFront -> {
                            CreateDistributionResponse made = make(cloudFront, config -> {});
                            String id = made.distribution().id();
                            comment(cloudFront, id, made.eTag());
                            return answer(() -> comment(cloudFront, id, made.eTag()));
                        })
                        .motoShows("ok", MotoGap.ETAGS),
                of("a distribution that is enabled is not deleted", "409 DistributionNotDisabled", cloudFront -> {
                            CreateDistributionResponse made = make(cloudFront, config -> {});
                            return answer(() -> cloudFront.deleteDistribution(delete ->
                                    delete.id(made.distribution().id()).ifMatch(made.eTag())));
                        })
                        .motoShows("ok", MotoGap.IN_USE),
                of(
                        "a distribution that was deleted is missing",
                        "404 NoSuchDistribution",
                        cloudFront -> answer(() -> cloudFront.deleteDistribution(
                                delete -> delete.id("E0000000000000").ifMatch("E0000000000000")))),
                of("an origin access control in use is not deleted", "409 OriginAccessControlInUse", cloudFront -> {
                            CreateOriginAccessControlResponse made = control(cloudFront);
                            String id = made.originAccessControl().id();
                            make(
                                    cloudFront,
                                    config -> config.origins(origins -> origins.quantity(1)
                                            .items(origin().originAccessControlId(id)
                                                    .build())));
                            return answer(() -> cloudFront.deleteOriginAccessControl(
                                    delete -> delete.id(id).ifMatch(made.eTag())));
                        })
                        .motoShows("ok", MotoGap.IN_USE),
                of(
                                "a cache policy is listed",
                                "docs",
                                cloudFront -> read(() -> {
                                    cloudFront.createCachePolicy(
                                            create -> create.cachePolicyConfig(config -> config.name("docs")
                                                    .minTTL(0L)
                                                    .defaultTTL(300L)
                                                    .maxTTL(600L)));
                                    return cloudFront
                                            .listCachePolicies(list -> list.type("custom"))
                                            .cachePolicyList()
                                            .items()
                                            .stream()
                                            .map(each -> each.cachePolicy()
                                                    .cachePolicyConfig()
                                                    .name())
                                            .collect(Collectors.joining(", "));
                                }))
                        .motoShows("404 null", "moto has no cache policies"));
    }

    private static CreateDistributionResponse make(
            CloudFrontClient cloudFront, Consumer<DistributionConfig.Builder> change) {
        DistributionConfig config =
                distribution().toBuilder().applyMutation(change).build();
        return cloudFront.createDistribution(create -> create.distributionConfig(config));
    }

    private static DistributionConfig distribution() {
        return DistributionConfig.builder()
                .callerReference("docs")
                .comment("a site")
                .enabled(true)
                .priceClass("PriceClass_100")
                .defaultRootObject("index.html")
                .origins(origins -> origins.quantity(1).items(origin().build()))
                .defaultCacheBehavior(behaviour -> behaviour
                        .targetOriginId("bucket")
                        .viewerProtocolPolicy("https-only")
                        .cachePolicyId(CACHING_OPTIMIZED))
                .build();
    }

    private static Origin.Builder origin() {
        return Origin.builder()
                .id("bucket")
                .domainName("docs-example-com.s3.eu-central-1.amazonaws.com")
                .s3OriginConfig(bucket -> bucket.originAccessIdentity(""));
    }

    private static void comment(CloudFrontClient cloudFront, String id, String eTag) {
        DistributionConfig config = cloudFront.getDistributionConfig(get -> get.id(id)).distributionConfig().toBuilder()
                .comment("another comment")
                .build();
        cloudFront.updateDistribution(update -> update.id(id).ifMatch(eTag).distributionConfig(config));
    }

    private static void tag(CloudFrontClient cloudFront, String arn, String key, String value) {
        Tag tag = Tag.builder().key(key).value(value).build();
        cloudFront.tagResource(each -> each.resource(arn).tags(tags -> tags.items(tag)));
    }

    private static String tags(CloudFrontClient cloudFront, String arn) {
        return cloudFront.listTagsForResource(list -> list.resource(arn)).tags().items().stream()
                .map(tag -> tag.key() + "=" + tag.value())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
