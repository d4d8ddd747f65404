package io.siteward.sandbox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** What AWS itself has of one site, asked through the SDK, past the operator. */
final class SiteInAws {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SiteState site;
    private final S3Client s3;
    private final CloudFrontClient cloudFront;

    SiteInAws(SiteState site, SandboxAws aws) {
        this.site = site;
        this.s3 = aws.s3(site.region());
        this.cloudFront = aws.cloudFront();
    }

    /** @throws SandboxFailure unless the bucket answers nobody but this site's distribution, which is deployed */
    void expectPrivateBucketBehindItsDistribution() {
        List<String> wrong = new ArrayList<>();
        PublicAccessBlockConfiguration block = s3.getPublicAccessBlock(request -> request.bucket(site.bucketName()))
                .publicAccessBlockConfiguration();
        require(
                block.blockPublicAcls()
                        && block.blockPublicPolicy()
                        && block.ignorePublicAcls()
                        && block.restrictPublicBuckets(),
                "the public access block is not whole",
                wrong);
        Distribution distribution = distribution();
        expectOneReader(distribution, wrong);
        require(distribution.status().equals("Deployed"), "the distribution is " + distribution.status(), wrong);
        require(distribution.distributionConfig().enabled(), "the distribution is disabled", wrong);
        require(
                !origin(distribution.distributionConfig())
                        .originAccessControlId()
                        .isEmpty(),
                "the origin has no access control",
                wrong);
        String versioning = s3.getBucketVersioning(request -> request.bucket(site.bucketName()))
                .statusAsString();
        require("Enabled".equals(versioning), "versioning is " + versioning, wrong);
        SandboxFailure.unless(wrong.isEmpty(), "In AWS " + String.join(", ", wrong) + ".");
    }

    /**
     * What a person with too many rights might do in a hurry: open the bucket to everybody, and take the origin access
     * control off the distribution.
     */
    void openToEverybody() {
        s3.deletePublicAccessBlock(request -> request.bucket(site.bucketName()));
        JsonNode policy = policy();
        ((ArrayNode) policy.path("Statement"))
                .addObject()
                .put("Sid", "QuickFix")
                .put("Effect", "Allow")
                .put("Principal", "*")
                .put("Action", "s3:GetObject")
                .put("Resource", "arn:aws:s3:::" + site.bucketName() + "/*");
        s3.putBucketPolicy(request -> request.bucket(site.bucketName()).policy(policy.toString()));
        GetDistributionConfigResponse config =
                cloudFront.getDistributionConfig(request -> request.id(site.distributionId()));
        Origin detached = origin(config.distributionConfig()).toBuilder()
                .originAccessControlId("")
                .build();
        cloudFront.updateDistribution(request -> request.id(site.distributionId())
                .ifMatch(config.eTag())
                .distributionConfig(config.distributionConfig().toBuilder()
                        .origins(origins -> origins.quantity(1).items(detached))
                        .build()));
    }

    private void expectOneReader(Distribution distribution, List<String> wrong) {
        List<JsonNode> allows = new ArrayList<>();
        policy().path("Statement").forEach(statement -> {
            if (statement.path("Effect").asText().equals("Allow")) {
                allows.add(statement);
            }
        });
        require(allows.size() == 1, "the policy has " + allows.size() + " Allow statements instead of one", wrong);
        allows.forEach(allow -> require(
                allow.path("Principal").path("Service").asText().equals("cloudfront.amazonaws.com")
                        && allow.path("Condition").toString().contains("\"" + distribution.arn() + "\""),
                "the policy allows " + allow,
                wrong));
    }

    private Distribution distribution() {
        return cloudFront
                .getDistribution(request -> request.id(site.distributionId()))
                .distribution();
    }

    private static Origin origin(DistributionConfig config) {
        return config.origins().items().get(0);
    }

    private JsonNode policy() {
        try {
            return JSON.readTree(s3.getBucketPolicy(request -> request.bucket(site.bucketName()))
                    .policy());
        } catch (JsonProcessingException e) {
            throw new SandboxFailure("The bucket's policy is not JSON.", e);
        }
    }

    private static void require(boolean holds, String otherwise, List<String> wrong) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}
