package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.OperatorRole;
import io.siteward.aws.AwsClients;
import io.siteward.config.Configuration;
import io.siteward.gate.Gate;
import io.siteward.gate.GateHook;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.gate.Subject;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The in-memory AWS that signing keys live in, where the operator may do what its policy says. */
final class KeyCloud {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final Duration DEPLOYMENT = Duration.ofMinutes(5);

    /** For how long the name of a secret is taken that was deleted without recovery. */
    static final Duration FORCED_DELETION = Duration.ofMinutes(1);

    private static final Configuration CONFIGURATION = Configuration.of(Map.of(
            "SITEWARD_RATE_CLOUDFRONT_CALLS", "1000/100000",
            "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1000/100000",
            "SITEWARD_RATE_OTHER_CALLS", "1000/100000",
            "SITEWARD_RATE_OTHER_MUTATIONS", "1000/100000"));

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-01T12:00:00Z"));
    final InMemoryS3 s3 = new InMemoryS3(clock);
    final InMemoryCloudFront cloudFront =
            new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(DEPLOYMENT), new InMemoryAcm());
    final InMemoryKms kms = new InMemoryKms();
    private final InMemorySsm parameters = new InMemorySsm(clock, kms);
    private final InMemorySecretsManager secrets = new InMemorySecretsManager(clock, kms, FORCED_DELETION);
    final KnownResources resources = KnownResources.of(s3, cloudFront, parameters, secrets);
    final InMemoryAws aws = new InMemoryAws(clock, List.of(cloudFront, parameters, secrets));
    private final RolePolicy policy = OperatorRole.bound(OperatorRole.policy(), resources, ACCOUNT);

    KeyCloud() {
        aws.add(policy);
    }

    /** From now on the operator is its account's administrator. */
    void liftOperatorsPolicy() {
        aws.remove(policy);
    }

    /** Fails when something was asked for that AWS's official models forbid. */
    void expectNoViolations() {
        assertThat(aws.takeViolations()).isEmpty();
    }

    /** What somebody with the account's credentials works with, past the operator's gate. */
    <C extends SdkClient> C client(Class<C> type) {
        return aws.client(type, Caller.ofAccount(ACCOUNT).in(Optional.of(REGION)));
    }

    /** Clients of a process of the operator, at whose gate somebody stands, for one signing key. */
    AwsClients.GatedClients gated(Identity key, Permission permission, GateHook hook) {
        Gate gate = new Gate(
                permission,
                new RateBudget(clock, CONFIGURATION.rates(), CONFIGURATION.otherRates()),
                List.of(),
                List.of(hook));
        return clients().gated(gate, ACCOUNT, Subject.of(key));
    }

    private AwsClients clients() {
        return new AwsClients(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOURS", "secret")),
                new AwsClients.Regional(
                        region -> unused(S3Client.class),
                        region -> {
                            throw new AssertionError("no lease is kept in a table here");
                        },
                        region -> operators(SsmClient.class, region),
                        region -> operators(SecretsManagerClient.class, region)),
                operators(CloudFrontClient.class, REGION),
                unused(AcmClient.class),
                unused(StsClient.class),
                () -> {});
    }

    private <C extends SdkClient> C operators(Class<C> type, String region) {
        return aws.client(type, OperatorRole.in(ACCOUNT).in(Optional.of(region)));
    }

    private static <C> C unused(Class<C> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError(type.getSimpleName() + " is not used here");
                }));
    }
}
