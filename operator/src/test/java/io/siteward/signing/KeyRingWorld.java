package io.siteward.signing;

import io.siteward.aws.AwsClients;
import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.cloudfront.PublicKeys;
import io.siteward.aws.ssm.StoredKeys;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.KeyAlgorithm;
import io.siteward.gate.Call;
import io.siteward.gate.Gate;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.sts.StsClient;

/** A signing key in the in-memory AWS, and a process that keeps it and may be killed. */
final class KeyRingWorld {
    static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    static final Identity KEY = new Identity("test-fleet", "SigningKey", "web", "docs-key");
    private static final RotationTerms TERMS = new RotationTerms(
            Optional.of(Duration.ofDays(90)), Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofMinutes(6));
    private static final Configuration CONFIGURATION = Configuration.of(Map.of(
            "SITEWARD_RATE_CLOUDFRONT_CALLS",
            "1000/1000",
            "SITEWARD_RATE_CLOUDFRONT_MUTATIONS",
            "1000/1000",
            "SITEWARD_RATE_OTHER_CALLS",
            "1000/1000",
            "SITEWARD_RATE_OTHER_MUTATIONS",
            "1000/1000"));
    private static final int MOST_STEPS = 30;

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-01T12:00:00Z"));
    final InMemoryAws aws = new InMemoryAws(
            clock,
            List.of(
                    new InMemoryCloudFront(
                            clock, CloudFrontSettings.deployingIn(Duration.ofMinutes(5)), new InMemoryAcm()),
                    new InMemorySsm(clock, new InMemoryKms())));
    private final Caller us = Caller.ofAccount(ACCOUNT).in(Optional.of(REGION));
    private final KeyAlgorithm algorithm;
    private int calls;

    /**
     * When the process is killed.
     *
     * @param call which one of all calls
     * @param after whether the call has had its effect
     */
    record Kill(int call, boolean after) {
        static final Kill NONE = new Kill(0, false);
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    KeyRingWorld(KeyAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    /** Works until nothing is to be done at this time; a process that is killed is followed by another. */
    void run(Kill kill) {
        try {
            work(kill);
        } catch (Killed e) {
            work(Kill.NONE);
        }
    }

    private void work(Kill kill) {
        KeyRingInAws key = key(new Executioner(kill));
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            try {
                KeyRingInAws.Look look = key.look();
                RotationStep step = new Rotation(look.ring(), TERMS, Commands.NONE, clock.instant()).next();
                if (step instanceof RotationStep.Rest
                        || key.carryOut(step, look).isPresent()) {
                    return;
                }
            } catch (FailedCall e) {
                clock.advance(e.failure().retryAfter());
            }
        }
        throw new AssertionError("never rests: " + ring());
    }

    KeyRing ring() {
        return key(new Executioner(Kill.NONE)).look().ring();
    }

    /** How many calls were made so far. */
    int calls() {
        return calls;
    }

    String parameter(String name) {
        return aws.client(SsmClient.class, us)
                .getParameter(
                        get -> get.name(StoredKeys.folder(KEY) + "/" + name).withDecryption(true))
                .parameter()
                .value();
    }

    List<Parameter> parameters() {
        return aws.client(SsmClient.class, us)
                .getParametersByPath(get -> get.path(StoredKeys.folder(KEY)))
                .parameters();
    }

    String publicPem(String id) {
        return aws.client(CloudFrontClient.class, us)
                .getPublicKey(get -> get.id(id))
                .publicKey()
                .publicKeyConfig()
                .encodedKey();
    }

    private KeyRingInAws key(GateHook hook) {
        AwsClients.GatedClients clients = gated(hook);
        return new KeyRingInAws(
                new PublicKeys(clients.cloudFront(), KEY),
                new KeyGroups(clients.cloudFront(), KEY),
                new StoredKeys(clients.ssm(REGION), KEY, Optional.empty()),
                algorithm,
                SecureRandom::new);
    }

    /** Clients of a process of ours, at whose gate somebody stands. */
    AwsClients.GatedClients gated(GateHook hook) {
        Gate gate = new Gate(
                Permission.SOLE_WRITER,
                new RateBudget(clock, CONFIGURATION.rates(), CONFIGURATION.otherRates()),
                List.of(),
                List.of(hook));
        return clients().gated(gate, ACCOUNT, Subject.of(KEY));
    }

    private AwsClients clients() {
        return new AwsClients(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOURS", "secret")),
                new AwsClients.Regional(
                        region -> unused(S3Client.class),
                        region -> {
                            throw new AssertionError("no lease is kept in a table here");
                        },
                        region -> aws.client(SsmClient.class, us.in(Optional.of(region)))),
                aws.client(CloudFrontClient.class, us),
                unused(AcmClient.class),
                unused(StsClient.class),
                () -> {});
    }

    private static <C> C unused(Class<C> type) {
        return type.cast(java.lang.reflect.Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError(type.getSimpleName() + " is not used here");
                }));
    }

    /** Counts calls, and kills at its moment. */
    private final class Executioner implements GateHook {
        private final Kill kill;

        Executioner(Kill kill) {
            this.kill = kill;
        }

        @Override
        public void before(Call call) {
            calls++;
            if (calls == kill.call() && !kill.after()) {
                throw new Killed();
            }
        }

        @Override
        public void after(Call call, Outcome outcome) {
            if (calls == kill.call() && kill.after()) {
                throw new Killed();
            }
        }
    }
}
