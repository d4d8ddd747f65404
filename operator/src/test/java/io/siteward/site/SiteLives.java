package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.OperatorRole;
import io.siteward.aws.AwsClients;
import io.siteward.sandbox.aws.CallRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Lives of one site, one after the other in one world: made, changed, taken down. Each has to come out as the first,
 * which nothing disturbed.
 */
final class SiteLives implements AutoCloseable {
    /** The sites of both phases use every kind of resource, and share none of the shared objects. */
    private static final String MADE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec:
              region: eu-central-1
              routing: {spa: {}}
              cache: {defaultSeconds: 300, maxSeconds: 3600}
              cors: {allowedOrigins: ["https://app.example.com"]}
              lifecycle: {noncurrentDays: 7}
              aliases: [docs.example.com]
              certificate: {arn: "%s"}
              tags: {team: docs}
              forceDestroy: true
            """;

    private static final String CHANGED = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec:
              region: eu-central-1
              routing: {folderIndexes: {}}
              cache: {defaultSeconds: 60, maxSeconds: 600}
              headers: {preset: Basic}
              versioning: Suspended
              lifecycle: {noncurrentDays: 8}
              aliases: [docs.example.com]
              certificate: {arn: "%s"}
              additionalPolicyStatements:
              - {sid: Partner, effect: Allow, principals: {aws: ["444455556666"]}, actions: ["s3:GetObject"], resources: ["/*"]}
              tags: {team: web}
              forceDestroy: true
            """;

    /** What is done to a site. */
    enum Phase {
        MAKE,
        CHANGE,
        TAKE_DOWN
    }

    /** Something that goes wrong in a phase; the phase is brought to its end afterwards. */
    interface Trouble {
        void in(Phase phase, Vigil vigil);
    }

    final SiteWorld world;
    private final String made;
    private final String changed;
    private final Map<Phase, List<CallRecord>> undisturbed = new EnumMap<>(Phase.class);
    private final Map<Phase, JsonNode> states = new EnumMap<>(Phase.class);
    private final Map<Phase, Integer> calls = new EnumMap<>(Phase.class);

    private SiteLives(SiteWorld world) {
        this.world = world;
        world.cloudFront.change(settings -> settings.withCallerReferencesStay(false));
        String certificate =
                world.acm.put(SiteWorld.ACCOUNT, "us-east-1", List.of("docs.example.com"), CertificateStatus.ISSUED);
        made = MADE.formatted(certificate);
        changed = CHANGED.formatted(certificate);
        // The second life is as all later ones, whatever the process has learned.
        live((phase, vigil) -> {});
        undisturbed.clear();
        states.clear();
        live((phase, vigil) -> {});
    }

    /** Lives of which every call goes over the wire. */
    static SiteLives onTheWire() {
        return new SiteLives(new SiteWorld(MADE));
    }

    /** Lives past the wire, which are some times shorter. */
    static SiteLives ofAnOperator() {
        return ofAnOperator(Bend.NONE, Map.of());
    }

    /** The same for an operator that may have a bug, or be set up badly. */
    static SiteLives ofAnOperator(Bend bend, Map<String, String> environment) {
        SiteWorld world = new SiteWorld(MADE);
        world.environment.putAll(environment);
        world.restart(new AwsClients(
                () -> AwsBasicCredentials.create("AKIA" + world.account, "secret"),
                new AwsClients.Regional(
                        region -> bend.of(S3Client.class, client(S3Client.class, world)),
                        region -> {
                            throw new AssertionError("no lease is kept in a table here");
                        },
                        region -> {
                            throw new AssertionError("no signing key is kept here");
                        },
                        region -> {
                            throw new AssertionError("no signing key is kept here");
                        }),
                bend.of(CloudFrontClient.class, client(CloudFrontClient.class, world)),
                client(AcmClient.class, world),
                client(StsClient.class, world),
                () -> {}));
        return new SiteLives(world);
    }

    /** Of whichever account the operator has the credentials at the time of a call. */
    private static <C extends SdkClient> C client(Class<C> type, SiteWorld world) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(world.aws.client(type, OperatorRole.in(world.account)), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    /** How many calls a phase makes when nothing disturbs it. */
    int calls(Phase phase) {
        return undisturbed.getOrDefault(phase, List.of()).size();
    }

    /** The operations of a phase, each once, as {@code service:operation}. */
    List<String> operations(Phase phase) {
        Set<String> operations = new LinkedHashSet<>();
        undisturbed
                .getOrDefault(phase, List.of())
                .forEach(call -> operations.add(call.service() + ":" + call.operation()));
        return new ArrayList<>(operations);
    }

    /** How many calls the last life made in the phase beyond those of an undisturbed one. */
    int extraCalls(Phase phase) {
        return calls.getOrDefault(phase, 0) - calls(phase);
    }

    void live(Trouble trouble) {
        world.site.setStatus(null);
        world.apply(made);
        pass(Phase.MAKE, Vigil.ofUpkeep(world), trouble);
        world.apply(changed);
        pass(Phase.CHANGE, Vigil.ofUpkeep(world), trouble);
        pass(Phase.TAKE_DOWN, Vigil.ofRemoval(world), trouble);
    }

    private void pass(Phase phase, Vigil vigil, Trouble trouble) {
        // No reading of the phase before serves this one, so that each makes the same calls in every life.
        world.clock.advance(Duration.ofMinutes(11));
        world.forget();
        trouble.in(phase, vigil);
        vigil.untilRest();
        calls.put(phase, world.aws.calls().size());
        undisturbed.putIfAbsent(phase, world.aws.calls());
        if (phase == Phase.TAKE_DOWN) {
            assertNothingIsLeft();
        } else {
            JsonNode state = AwsState.pastTheWire(world).read();
            assertThat(state).isEqualTo(states.computeIfAbsent(phase, first -> state));
            assertThat(world.site.getStatus().pending()).isEmpty();
        }
    }

    private void assertNothingIsLeft() {
        CloudFrontClient cloudFront = world.console(CloudFrontClient.class);
        assertThat(world.console(S3Client.class).listBuckets().buckets()).isEmpty();
        assertThat(cloudFront.listDistributions().distributionList().items()).isEmpty();
        assertThat(cloudFront
                        .listOriginAccessControls(request -> {})
                        .originAccessControlList()
                        .items())
                .isEmpty();
        assertThat(cloudFront.listFunctions(request -> {}).functionList().items())
                .isEmpty();
        assertThat(cloudFront
                        .listCachePolicies(request -> request.type("custom"))
                        .cachePolicyList()
                        .items())
                .isEmpty();
        assertThat(cloudFront
                        .listResponseHeadersPolicies(request -> request.type("custom"))
                        .responseHeadersPolicyList()
                        .items())
                .isEmpty();
    }

    @Override
    public void close() {
        world.close();
    }
}
