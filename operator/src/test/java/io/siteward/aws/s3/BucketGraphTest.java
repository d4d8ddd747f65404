package io.siteward.aws.s3;

import static io.siteward.aws.s3.S3Fixture.DOCS;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Applied;
import io.siteward.graph.Change;
import io.siteward.graph.DesiredHash;
import io.siteward.graph.Graph;
import io.siteward.graph.Handle;
import io.siteward.graph.Intent;
import io.siteward.graph.Journal;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Node;
import io.siteward.graph.NodeId;
import io.siteward.graph.NodeReport;
import io.siteward.graph.Run;
import io.siteward.identity.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** The eight parts of a bucket together, carried out by the engine. */
class BucketGraphTest {
    private static final Identity SITE = new Identity("prod", "SecureSite", "web", "docs");

    @RegisterExtension
    final S3Fixture s3 = new S3Fixture();

    private final S3Client operator = s3.operator();
    private final Map<NodeId, Applied> applied = new HashMap<>();

    @Test
    void isMadeWithItsProtectionFirst() {
        assertThat(apply()).allMatch(report -> report.state() == NodeReport.State.READY);
        assertThat(s3.operations())
                .filteredOn(operation -> !operation.startsWith("Get"))
                .containsExactly(
                        "CreateBucket",
                        "PutPublicAccessBlock",
                        "PutBucketOwnershipControls",
                        "PutBucketPolicy",
                        "PutBucketVersioning",
                        "PutBucketLifecycleConfiguration");
    }

    @Test
    void costsEightReadsToLookAt() {
        apply();
        s3.forgetCalls();
        assertThat(apply()).allMatch(report -> report.state() == NodeReport.State.READY);
        assertThat(s3.operations())
                .containsExactlyInAnyOrder(
                        "GetBucketTagging",
                        "GetPublicAccessBlock",
                        "GetBucketOwnershipControls",
                        "GetBucketEncryption",
                        "GetBucketVersioning",
                        "GetBucketLifecycleConfiguration",
                        "GetBucketPolicy",
                        "GetBucketCors");
    }

    @Test
    void isMadeAgainWholeWhenSomebodyDeletedIt() {
        apply();
        s3.colleague().deleteBucket(request -> request.bucket(DOCS.name()));
        apply();
        assertThat(s3.requests(CreateBucketRequest.class)).hasSize(2);
        assertThat(new Run(graph(), journal()).plan().writes()).isFalse();
    }

    @Test
    void tellsDriftOfOneAspectAndWritesOnlyThat() {
        apply();
        s3.colleague().deletePublicAccessBlock(request -> request.bucket(DOCS.name()));
        assertThat(new Run(graph(), journal()).plan().drift())
                .hasSize(1)
                .allSatisfy((node, diff) -> assertThat(diff.changes())
                        .extracting(Change::path)
                        .allMatch(path -> path.startsWith("publicAccessBlock.")));
        s3.forgetCalls();
        apply();
        assertThat(s3.operations())
                .filteredOn(operation -> !operation.startsWith("Get"))
                .containsExactly("PutPublicAccessBlock");
    }

    private List<NodeReport> apply() {
        Run run = new Run(graph(), journal());
        run.plan();
        List<NodeReport> reports = run.apply(step -> {}).nodes();
        reports.forEach(report -> report.applied().ifPresent(done -> applied.put(report.node(), done)));
        return reports;
    }

    private Graph graph() {
        BucketClaim claim = new BucketClaim(SITE, false);
        Node<Bucket.Desired, Bucket.Observed, BucketRef> bucket = Node.of(
                new NodeId("Bucket", DOCS.name()),
                new Bucket(operator, DOCS, claim, Set.of(), false),
                upstream -> Bucket.Desired.of(DOCS, SITE.ownerTags(), Map.of("team", "docs")));
        Handle<String> distribution = Handle.known("arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE");
        List<Node<?, ?, ?>> nodes = new ArrayList<>();
        nodes.add(bucket);
        nodes.add(aspect(bucket, new PublicAccessBlock(operator, DOCS), PublicAccessBlock.Flags.ALL));
        nodes.add(aspect(bucket, new Ownership(operator, DOCS), Ownership.Rule.BUCKET_OWNER_ENFORCED));
        nodes.add(aspect(bucket, new Encryption(operator, DOCS), Encryption.Desired.S3_MANAGED));
        nodes.add(aspect(bucket, new Versioning(operator, DOCS), new Versioning.Desired(true)));
        nodes.add(aspect(bucket, new Lifecycle(operator, DOCS), new Lifecycle.Desired(30, 7)));
        nodes.add(aspect(bucket, new BucketPolicy(operator, DOCS), new BucketPolicy.Desired(distribution, List.of())));
        nodes.add(aspect(bucket, new Cors(operator, DOCS), Cors.Rules.NONE));
        return new Graph(List.of(), nodes, List.of());
    }

    private static <D, O> Node<D, O, BucketRef> aspect(
            Node<?, ?, ?> bucket, ManagedResource<D, O, BucketRef> aspect, D desired) {
        assertThat(DesiredHash.of(desired)).hasSize(16);
        return Node.of(new NodeId(aspect.getClass().getSimpleName(), DOCS.name()), aspect, upstream -> desired)
                .within(bucket);
    }

    private Journal journal() {
        return new Journal() {
            @Override
            public Optional<Applied> applied(NodeId node) {
                return Optional.ofNullable(applied.get(node));
            }

            @Override
            public Intent intent(NodeId node) {
                return S3Fixture.intent(new ArrayList<>());
            }
        };
    }
}
