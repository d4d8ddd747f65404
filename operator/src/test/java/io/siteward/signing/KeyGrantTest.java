package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.OperatorRole;
import io.siteward.crash.NarrowerPolicy;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.site.Quiet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/** What happens to signing keys happens under {@code docs/iam-policy.json}, and not under a policy that allows less. */
@ExtendWith(Quiet.class)
class KeyGrantTest {
    @Test
    void someFlowNeedsEachGrantForKeysAsItIs() {
        List<NarrowerPolicy> policies = NarrowerPolicy.of(OperatorRole.policy()).stream()
                .filter(NarrowerPolicy::isOfSigningKeys)
                .toList();
        assertThat(policies).hasSizeGreaterThan(20);
        Map<String, String> refusals = new ConcurrentHashMap<>();
        for (KeyStorage storage : KeyStorage.values()) {
            Stream.concat(KeyFlows.ofMadeKeys().stream(), KeyFlows.ofBroughtKeys().stream())
                    .parallel()
                    .forEach(flow -> perform(flow, storage, policies, refusals));
        }
        Set<String> idle = new TreeSet<>();
        policies.stream()
                .map(NarrowerPolicy::lack)
                .filter(lack -> !refusals.containsKey(lack))
                .forEach(idle::add);
        assertThat(idle).as("what no flow would miss").isEmpty();
    }

    private static void perform(
            KeyFlow flow, KeyStorage storage, List<NarrowerPolicy> policies, Map<String, String> refusals) {
        SigningKeyWorld world = flow.given(anyone -> policies.stream()
                        .filter(policy -> !refusals.containsKey(policy.lack()))
                        .forEach(policy -> anyone.cloud.aws.add(new Onlooker(policy, anyone.cloud, refusals))))
                .begin(storage);
        flow.when().forEach(deed -> deed.accept(world));
    }

    /** Sees each call, and notes what a policy would have refused first. */
    private static final class Onlooker implements Fault {
        private final NarrowerPolicy policy;
        private final RolePolicy role;
        private final Map<String, String> refusals;

        Onlooker(NarrowerPolicy policy, KeyCloud cloud, Map<String, String> refusals) {
            this.policy = policy;
            this.role = OperatorRole.bound(policy.text(), cloud.resources, KeyCloud.ACCOUNT);
            this.refusals = refusals;
        }

        @Override
        public void before(Caller caller, String service, String operation, SdkRequest request) {
            if (refusals.containsKey(policy.lack())) {
                return;
            }
            try {
                role.before(caller, service, operation, request);
            } catch (AwsServiceException e) {
                refusals.putIfAbsent(policy.lack(), e.awsErrorDetails().errorMessage());
            }
        }
    }
}
