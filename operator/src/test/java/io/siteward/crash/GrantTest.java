package io.siteward.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.OperatorRole;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.site.Quiet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/** All that happens to sites happens under {@code docs/iam-policy.json}, and not under a policy that allows less. */
@ExtendWith(Quiet.class)
class GrantTest {
    @Test
    void noFlowNeedsMoreThanThePolicyAndSomeFlowNeedsEachOfItsGrantsAsItIs() {
        List<NarrowerPolicy> policies = new ArrayList<>(NarrowerPolicy.of(OperatorRole.policy()));
        NarrowerPolicy whole = new NarrowerPolicy("nothing", OperatorRole.policy());
        policies.add(whole);
        Map<NarrowerPolicy, String> refusals = new ConcurrentHashMap<>();

        Flows.all().parallelStream()
                .map(flow -> judged(flow, policies, refusals))
                .forEach(flow -> Performance.of(flow, Variant.PLAIN, Plant.NONE, List.of(), List.of()));

        assertThat(refusals.get(whole)).as("what the policy itself refuses").isNull();
        Set<String> idle = new TreeSet<>();
        policies.stream()
                .filter(policy -> !policy.equals(whole) && !refusals.containsKey(policy))
                // No flow of a site uses them: see LeaseGrantsTest.
                .filter(policy -> !policy.lack().startsWith("KeepLeases:"))
                // See KeyGrantTest.
                .filter(policy -> !policy.isOfSigningKeys())
                .forEach(policy -> idle.add(policy.lack()));
        assertThat(idle).as("what no flow would miss").isEmpty();
    }

    /**
     * The flow, whose calls are shown to each policy and done whatever they say; what each would have refused first is
     * noted.
     */
    private static Flow judged(Flow flow, List<NarrowerPolicy> policies, Map<NarrowerPolicy, String> refusals) {
        List<Flow.Deed> given = new ArrayList<>(flow.given());
        given.add(0, world -> {
            world.liftOperatorsPolicy();
            KnownResources resources = KnownResources.of(world.s3, world.cloudFront);
            policies.forEach(policy -> world.aws().add(new Onlooker(policy, resources, refusals)));
        });
        return new Flow(flow.name(), given, flow.when(), flow.mostExtraCalls(), flow.canDoWithoutStatus());
    }

    private static final class Onlooker implements Fault {
        private final NarrowerPolicy policy;
        private final RolePolicy role;
        private final Map<NarrowerPolicy, String> refusals;

        Onlooker(NarrowerPolicy policy, KnownResources resources, Map<NarrowerPolicy, String> refusals) {
            this.policy = policy;
            this.role = OperatorRole.bound(policy.text(), resources, World.OURS);
            this.refusals = refusals;
        }

        @Override
        public void before(Caller caller, String service, String operation, SdkRequest request) {
            if (refusals.containsKey(policy)) {
                return;
            }
            try {
                role.before(caller, service, operation, request);
            } catch (AwsServiceException e) {
                String message = e.awsErrorDetails().errorMessage();
                // Another account's bucket is refused in other words, and shall be.
                if (message.contains("is not authorized to perform")) {
                    refusals.putIfAbsent(policy, message);
                }
            }
        }
    }
}
