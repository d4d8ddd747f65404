package io.siteward.signing;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.aws.AwsClients;
import io.siteward.aws.GatedAccounts;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SigningKeySpec;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.gate.Subject;
import io.siteward.identity.Identity;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** A process with the operator's AWS clients and its log, which makes a pair of keys for each spec that it is given. */
final class MakesKeys {
    private MakesKeys() {}

    /** Takes specs of signing keys, with all their defaults. */
    public static void main(String[] specs) throws IOException {
        Configuration configuration = Configuration.of(Map.of());
        Gate gate = new Gate(
                Permission.SOLE_WRITER,
                new RateBudget(InstantSource.system(), configuration.rates(), configuration.otherRates()),
                List.of(),
                List.of());
        try (DefaultCredentialsProvider credentials =
                        DefaultCredentialsProvider.builder().build();
                AwsClients clients = new AwsClients(
                        credentials, System.getenv(), KeyCloud.REGION, "test", 1, Duration.ofSeconds(10))) {
            for (String spec : specs) {
                Identity identity = new Identity("test-fleet", "SigningKey", "web", "docs-key");
                GatedAccounts.Current way = new GatedAccounts.Current(
                        KeyCloud.ACCOUNT, clients.gated(gate, KeyCloud.ACCOUNT, Subject.of(identity)));
                KeysInAws keys = new KeyRings(SecureRandom::new)
                        .of(new YAMLMapper().readValue(spec, SigningKeySpec.class), identity, way);
                KeyLook look = keys.look();
                keys.carryOut(new RotationStep.Make(look.ring().generations().size() + 1), look);
            }
        }
    }
}
