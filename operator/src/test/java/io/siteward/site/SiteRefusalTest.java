package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.identity.Identity;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.Tags;

/** What the CRD cannot refuse: the message names the field and a remedy that works, and nothing is touched before it. */
class SiteRefusalTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec:
              region: eu-central-1
            """;

    private final SiteWorld world = new SiteWorld(SITE);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void moreCustomHeadersThanCloudFrontAddsTogetherWithThoseOfThePreset() {
        String ten = IntStream.range(0, 10)
                .mapToObj(i -> "{name: X-" + i + ", value: x}")
                .collect(Collectors.joining(", "));
        isRefused("  headers: {custom: [" + ten + "]}", "HeadersTooMany", "spec.headers.custom", "spec.headers.preset");
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
    @Test
    void customHeadersThatAreTogetherLongerThanCloudFrontAdds() {
        String long1 = IntStream.range(0, 6)
                .mapToObj(i -> "{name: X-" + i + ", value: " + "v".repeat(1783) + "}")
                .collect(Collectors.joining(", "));
        isRefused(
                "  headers: {preset: None, custom: [" + long1 + "]}", "HeadersTooMany", "spec.headers.custom", "10240");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
    @Test
    void statementsThatMakeThePolicyLongerThanS3Takes() {
        String paths =
                IntStream.range(0, 20).mapToObj(i -> "/" + i + "x".repeat(1020)).collect(Collectors.joining(", "));
        isRefused(
                "  additionalPolicyStatements: [{sid: Long, effect: Allow, principals: {aws: [\"111122223333\"]},"
                        + " actions: [\"s3:GetObject\"], resources: [" + paths + "]}]",
                "PolicyTooLong",
                "spec.additionalPolicyStatements",
                "20480");
    }

    @Test
    void aCertificateOfAnotherAccount() {
        String arn = world.acm.put(
                SiteWorld.OTHER_ACCOUNT, "us-east-1", List.of("docs.example.com"), CertificateStatus.ISSUED);
        world.apply(SITE + "  aliases: [docs.example.com]\n  certificate: {arn: \"" + arn + "\"}\n");
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("CertificateOfAnotherAccount");
        assertThat(world.condition("ResolvedRefs").message()).contains("spec.certificate.arn", SiteWorld.OTHER_ACCOUNT);
    }

    @Test
    void aDistributionWhoseTagsNameAnotherOwnerUntilTheyAreRemoved() {
        world.untilReady();
        String arn = distribution().distribution().arn();
        tag(arn, new Identity("test-fleet", "SecureSite", "web", "other"));
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Accepted").reason()).isEqualTo("DistributionNotOurs");
        assertThat(world.condition("Accepted").message()).contains("restore or remove those tags");

        world.us
                .cloudFront()
                .untagResource(request -> request.resource(arn)
                        .tagKeys(keys -> keys.items(identity().ownerTags().keySet())));
        String id = world.distribution();
        world.untilReady();
        assertThat(world.distribution()).isEqualTo(id);
    }

    @Test
    void aDistributionInTheStatusThatWasMadeForAnotherUntilItIsTakenOutOfTheStatus() {
        world.untilReady();
        String id = world.distribution();
        String stranger = copyOfTheDistribution();
        nameInTheStatus(stranger);
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Accepted").reason()).isEqualTo("DistributionNotOurs");
        assertThat(world.condition("Accepted").message()).contains(stranger, "take it out of status.resources");

        nameInTheStatus(null);
        world.untilReady();
        assertThat(world.distribution()).isEqualTo(id);
    }

    private void isRefused(String field, String reason, String... inTheMessage) {
        world.apply(SITE + field + "\n");
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Accepted").status()).isEqualTo("False");
        assertThat(world.condition("Accepted").reason()).isEqualTo(reason);
        assertThat(world.condition("Accepted").message()).contains(inTheMessage);
    }

    private GetDistributionResponse distribution() {
        return world.us.cloudFront().getDistribution(request -> request.id(world.distribution()));
    }

    private String copyOfTheDistribution() {
        return world.us
                .cloudFront()
                .createDistribution(request ->
                        request.distributionConfig(distribution().distribution().distributionConfig().toBuilder()
                                .callerReference("somebody's")
                                .build()))
                .distribution()
                .id();
    }

    private void tag(String arn, Identity owner) {
        List<Tag> tags = owner.ownerTags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        world.us
                .cloudFront()
                .tagResource(request ->
                        request.resource(arn).tags(Tags.builder().items(tags).build()));
    }

    private static Identity identity() {
        return new Identity("test-fleet", "SecureSite", "web", "docs");
    }

    /** What {@code kubectl edit --subresource=status} does to the distribution's entry; null takes it out. */
    private void nameInTheStatus(@Nullable String id) {
        world.editStatus(status -> {
            Iterator<JsonNode> resources = status.path("resources").elements();
            while (resources.hasNext()) {
                ObjectNode resource = (ObjectNode) resources.next();
                if (resource.path("kind").asText().equals("Distribution")) {
                    resource.put("id", id);
                    if (id == null) {
                        resources.remove();
                    }
                }
            }
        });
    }
}
