package io.siteward.sandbox.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import io.siteward.sandbox.signing.SiteKey;
import java.util.Collection;
import java.util.List;

/** The role of the functions that sign: it may read the keys that they sign with, and nothing else. */
final class SignerRole {
    static final Caller CALLER = Caller.ofRole(SandboxAws.ACCOUNT, "siteward-sign");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryAws aws;
    private final KnownResources resources;
    private RolePolicy inForce;

    private SignerRole(InMemoryAws aws, KnownResources resources) {
        this.aws = aws;
        this.resources = resources;
        this.inForce = policy(List.of());
        aws.add(inForce);
    }

    /** Binds the role, which may read no key yet. */
    static SignerRole bind(InMemoryAws aws, KnownResources resources) {
        return new SignerRole(aws, resources);
    }

    /** Lets it read these keys and no others. Both policies are in force for a moment, so that it never may more. */
    synchronized void mayRead(Collection<SiteKey> keys) {
        RolePolicy next = policy(keys);
        aws.add(next);
        aws.remove(inForce);
        inForce = next;
    }

    private RolePolicy policy(Collection<SiteKey> keys) {
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        for (SiteKey key : keys) {
            statements
                    .addObject()
                    .put("Effect", "Allow")
                    .put("Action", key.action())
                    .put("Resource", resource(key));
        }
        statements
                .addObject()
                .put("Effect", "Allow")
                .put("Action", "kms:Decrypt")
                .put("Resource", "*")
                .putObject("Condition")
                .putObject("StringLike")
                .putArray("kms:ViaService")
                .add("ssm.*.amazonaws.com")
                .add("secretsmanager.*.amazonaws.com");
        try {
            return new RolePolicy(CALLER, policy.toString(), resources);
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(SiteKey key) {
        String in = key.pointer().region() + ":" + SandboxAws.ACCOUNT + ":";
        return switch (key.pointer().store()) {
            case PARAMETER_STORE -> "arn:aws:ssm:" + in + "parameter" + key.names();
            // AWS adds a hyphen and six characters to the name of a secret.
            case SECRETS_MANAGER ->
                "arn:aws:secretsmanager:" + in + "secret:" + key.names() + (key.brought() ? "-??????" : "");
        };
    }
}
