package io.siteward.site;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import software.amazon.awssdk.services.cloudfront.model.OriginShield;

/** What a leaf may become that cannot be guessed from what it is. */
final class Substitutes implements Function<String, List<Object>> {
    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
    private static final String SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

    private final Map<String, Object> byLeaf;

    private Substitutes(Map<String, Object> byLeaf) {
        this.byLeaf = byLeaf;
    }

    /** Makes in the site's account what else a site could refer to: a function and a certificate. */
    static Substitutes in(SiteWorld world) {
        String behaviour = "Distribution.DefaultCacheBehavior.";
        String origin = "Distribution.Origins[0].";
        return new Substitutes(Map.ofEntries(
                Map.entry(origin + "OriginPath", "/secret"),
                Map.entry(
                        origin + "OriginShield",
                        OriginShield.builder().enabled(false).build()),
                Map.entry(origin + "OriginShield.OriginShieldRegion", "us-east-1"),
                Map.entry(
                        origin + "CustomHeaders[+]",
                        OriginCustomHeader.builder()
                                .headerName("X-Firm")
                                .headerValue("1")
                                .build()),
                Map.entry("Distribution.OriginGroups[+]", originGroup()),
                Map.entry("Distribution.CacheBehaviors[+]", openBehaviour()),
                Map.entry(behaviour + "AllowedMethods", allMethods()),
                Map.entry(
                        behaviour + "LambdaFunctionAssociations[+]",
                        LambdaFunctionAssociation.builder()
                                .eventType("origin-request")
                                .lambdaFunctionARN("arn:aws:lambda:us-east-1:111122223333:function:edge:1")
                                .build()),
                Map.entry(behaviour + "FunctionAssociations[0].FunctionARN", anotherFunction(world)),
                Map.entry(behaviour + "CachePolicyId", CACHING_OPTIMIZED),
                Map.entry(behaviour + "OriginRequestPolicyId", ALL_VIEWER),
                Map.entry(behaviour + "ResponseHeadersPolicyId", SECURITY_HEADERS),
                Map.entry("Distribution.CustomErrorResponses[0].ErrorCode", 500),
                Map.entry("Distribution.CustomErrorResponses[0].ResponseCode", "200"),
                Map.entry("Distribution.CustomErrorResponses[1].ResponseCode", "200"),
                Map.entry("Distribution.ViewerCertificate.ACMCertificateArn", anotherCertificate(world)),
                Map.entry("Distribution.Restrictions.GeoRestriction[+]", "DE"),
                Map.entry(
                        "Distribution.WebACLId",
                        "arn:aws:wafv2:us-east-1:111122223333:global/webacl/firm/11111111-2222-3333-4444-555555555555"),
                Map.entry("Distribution tags[+]", "cost-centre"),
                Map.entry("Bucket tags[+]", "cost-centre"),
                Map.entry(
                        "CachePolicy.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig",
                        CachePolicyHeadersConfig.builder()
                                .headerBehavior("none")
                                .build()),
                Map.entry("Cors.CORSRules[0].AllowedMethods[+]", "PUT"),
                Map.entry("BucketPolicy.Statement[1].Condition.Bool.aws:SecureTransport", "true"),
                Map.entry("BucketPolicy.Version", "2008-10-17"),
                Map.entry("BucketPolicy.Statement[0].Effect", "Deny"),
                Map.entry("BucketPolicy.Statement[0].Principal.Service", "logging.s3.amazonaws.com"),
                Map.entry("BucketPolicy.Statement[0].Action", "s3:GetObjectVersion"),
                Map.entry("BucketPolicy.Statement[1].Principal", Map.of("AWS", "444455556666")),
                Map.entry("BucketPolicy.Statement[1].Action", "s3:Get*"),
                Map.entry("BucketPolicy.Statement[2].Effect", "Deny"),
                Map.entry("BucketPolicy.Statement[2].Principal.AWS", "444455556666"),
                Map.entry("BucketPolicy.Statement[2].Action", "s3:DeleteObject")));
    }

    @Override
    public List<Object> apply(String leaf) {
        Object substitute = byLeaf.get(leaf);
        return substitute == null ? List.of() : List.of(substitute);
    }

    private static CacheBehavior openBehaviour() {
        return CacheBehavior.builder()
                .pathPattern("/open/*")
                .targetOriginId("bucket")
                .viewerProtocolPolicy("allow-all")
                .cachePolicyId(CACHING_OPTIMIZED)
                .build();
    }

    private static OriginGroup originGroup() {
        return OriginGroup.builder()
                .id("group")
                .failoverCriteria(criteria ->
                        criteria.statusCodes(codes -> codes.quantity(1).items(500)))
                .members(members -> members.quantity(2)
                        .items(
                                OriginGroupMember.builder().originId("bucket").build(),
                                OriginGroupMember.builder().originId("bucket").build()))
                .build();
    }

    private static AllowedMethods allMethods() {
        return AllowedMethods.builder()
                .quantity(7)
                .items(Method.HEAD, Method.DELETE, Method.POST, Method.GET, Method.OPTIONS, Method.PUT, Method.PATCH)
                .cachedMethods(cached -> cached.quantity(2).items(Method.HEAD, Method.GET))
                .build();
    }

    private static String anotherFunction(SiteWorld world) {
        CloudFrontClient cloudFront = world.us.cloudFront();
        CreateFunctionResponse made = cloudFront.createFunction(request -> request.name("another")
                .functionConfig(config -> config.comment("").runtime("cloudfront-js-2.0"))
                .functionCode(SdkBytes.fromUtf8String("function handler(event) { return event.request; }")));
        cloudFront.publishFunction(request -> request.name("another").ifMatch(made.eTag()));
        return made.functionSummary().functionMetadata().functionARN();
    }

    private static String anotherCertificate(SiteWorld world) {
        return world.acm.put(SiteWorld.ACCOUNT, "us-east-1", List.of("*.example.com"), CertificateStatus.ISSUED);
    }
}
