package io.siteward.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.site.BucketState;
import io.siteward.site.CloudFrontState;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * The whole world as a tree that is equal for equal worlds: what both accounts have in AWS, and every site with its
 * status. Ids are shown as what they stand for; times are left out, and whether there was drift once.
 */
final class Snapshot {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** When something happened differs with the way; that it happened does not. */
    private static final Set<String> TIMES = Set.of("lastTransitionTime", "at");

    /** What is wanted of these kinds names ids that AWS made up. */
    private static final Set<String> HASHES_OF_IDS = Set.of("Distribution", "BucketPolicy");

    private final World world;
    private final CloudFrontClient cloudFront;
    private final CloudFrontState state;

    private Snapshot(World world) {
        this.world = world;
        this.cloudFront = world.cloudFront();
        this.state = new CloudFrontState(cloudFront);
    }

    static JsonNode of(World world) {
        return new Snapshot(world).read();
    }

    private JsonNode read() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("distributions", distributions());
        tree.setAll(state.sharedObjects());
        tree.set("functionsInDevelopment", state.functions(FunctionStage.DEVELOPMENT));
        tree.set("buckets", buckets(world.s3()));
        tree.set("bucketsOfStrangers", buckets(world.client(S3Client.class, World.THEIRS)));
        tree.set("sites", sites());
        return state.withMeanings(tree);
    }

    private ArrayNode distributions() {
        ArrayNode tree = JsonNodeFactory.instance.arrayNode();
        List<DistributionSummary> all =
                cloudFront.listDistributions(request -> {}).distributionList().items();
        for (DistributionSummary summary : all) {
            String reference = cloudFront
                    .getDistributionConfig(request -> request.id(summary.id()))
                    .distributionConfig()
                    .callerReference();
            tree.add(state.distribution(summary.id(), "(distribution " + reference + ")"));
        }
        return tree;
    }

    private static ObjectNode buckets(S3Client s3) {
        BucketState state = new BucketState(s3);
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (Bucket bucket : s3.listBuckets().buckets()) {
            ObjectNode one = state.configuration(bucket.name());
            one.set("contents", state.contents(bucket.name()));
            tree.set(bucket.name(), one);
        }
        return tree;
    }

    private ObjectNode sites() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (SecureSite site : world.cluster.all()) {
            ObjectNode one = tree.putObject(site.getMetadata().getName());
            one.set("finalizers", JSON.valueToTree(site.getFinalizers()));
            one.put("leaving", site.isMarkedForDeletion());
            one.set("status", withoutTheWay(JSON.valueToTree(site.getStatus())));
        }
        return tree;
    }

    /** Takes out of a status what differs with the way to it. */
    private static JsonNode withoutTheWay(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.remove(TIMES);
            if (object.path("type").asText().equals("Drifted")
                    && object.path("status").asText().equals("False")) {
                object.remove("reason");
            }
            if (HASHES_OF_IDS.contains(object.path("kind").asText())
                    && object.path("appliedHash").isTextual()) {
                object.put("appliedHash", "(a hash)");
            }
        }
        tree.forEach(Snapshot::withoutTheWay);
        return tree;
    }
}
