package io.siteward.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A bucket with a lock and a policy in it, and a distribution; the policy names the distribution. */
final class FakeGraph {
    final FakeResource.World world = new FakeResource.World();
    final List<Requirement> requirements = new ArrayList<>();
    final Map<NodeId, Applied> applied = new HashMap<>();
    String bucketText = "a bucket";

    final Journal journal = new Journal() {
        @Override
        public Optional<Applied> applied(NodeId node) {
            return Optional.ofNullable(applied.get(node));
        }

        @Override
        public Intent intent(NodeId node) {
            return new Intent() {
                @Override
                public Optional<String> pending() {
                    return Optional.empty();
                }

                @Override
                public void record(String token) {}
            };
        }
    };

    final Node<FakeResource.Wanted, String, String> bucket =
            node("bucket", false, upstream -> new FakeResource.Wanted(bucketText));

    final Node<FakeResource.Wanted, String, String> label =
            node("label", false, upstream -> new FakeResource.Wanted("a label")).within(bucket);

    final Node<FakeResource.Wanted, String, String> lock =
            node("lock", true, upstream -> new FakeResource.Wanted("locked")).within(bucket);

    final Node<FakeResource.Wanted, String, String> distribution = node(
            "distribution",
            false,
            upstream -> new FakeResource.Wanted("a distribution", List.of(upstream.handle(bucket))));

    final Node<FakeResource.Wanted, String, String> policy = node(
                    "policy",
                    true,
                    upstream -> new FakeResource.Wanted("a policy", List.of(upstream.handle(distribution))))
            .within(bucket);

    final Node<FakeResource.Wanted, String, String> oldHeaders =
            Node.leaving(new NodeId("Fake", "old headers"), new FakeResource("old headers", world, false));

    private Node<FakeResource.Wanted, String, String> node(
            String name, boolean protects, Function<Upstream, FakeResource.Wanted> desired) {
        return Node.of(new NodeId("Fake", name), new FakeResource(name, world, protects), desired);
    }

    Run run() {
        return new Run(new Graph(requirements, List.of(bucket, label, lock, distribution, policy), List.of()), journal);
    }

    Report reconcile() {
        return reconcile(run());
    }

    Report reconcile(Run run) {
        run.plan();
        run.protect();
        Report report = run.apply(step -> {});
        report.nodes().forEach(node -> node.applied().ifPresent(a -> applied.put(node.node(), a)));
        return report;
    }

    /** What was done to the resources, without the looks. */
    List<String> writes() {
        return world.log.stream().filter(line -> !line.startsWith("observe")).toList();
    }

    /** Has the plan refused. */
    void refuse() {
        requirements.add(new Requirement(
                new NodeId("Slot", "one"),
                upstream -> Optional.of(new Requirement.Problem("NoSlot", "no slot is left"))));
    }
}
