package io.siteward.aws.secretsmanager;

import io.siteward.aws.StoredKeys;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * Keys in Secrets Manager, a secret each. No value is ever read: the ids of versions are ours to choose, and they say which
 * public key a private half belongs to, and which generation the pointer names.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">ClientRequestToken:
 *     32 to 64 characters, the id of the version that is made</a>
 */
public final class KeySecrets implements StoredKeys {
    private static final String POINTER = "current";
    private static final String PRIVATE_HALF = "siteward-private-half-of-public-";
    private static final String GENERATION = "siteward-signers-use-generation-";
    private static final String CURRENT = "AWSCURRENT";

    /** So many numbers below the pointer's are asked for: who removed them may have been killed between both halves. */
    private static final int LOOKED_BACK = 10;

    private final SecretsManagerClient client;
    private final Identity owner;
    private final Optional<String> kmsKeyArn;

    /** @param kmsKeyArn with what they are encrypted; empty for the account's own key of Secrets Manager */
    public KeySecrets(SecretsManagerClient client, Identity owner, Optional<String> kmsKeyArn) {
        this.client = client;
        this.owner = owner;
        this.kmsKeyArn = kmsKeyArn;
    }

    private String name(Object last) {
        return "siteward/" + owner.fleet() + "/" + owner.namespace() + "/" + owner.name() + "/" + last;
    }

    @Override
    public String pointerName() {
        return name(POINTER);
    }

    /** {@code ListSecrets} may be five minutes late, so they are asked for by name. */
    @Override
    public Listing list(Collection<Integer> published) {
        Optional<Pointer> pointer = pointer();
        int named = pointer.map(Pointer::generation).orElse(0);
        TreeSet<Integer> numbers = new TreeSet<>(published);
        for (int number = Math.max(1, named - LOOKED_BACK); number <= named; number++) {
            numbers.add(number);
        }
        SortedMap<Integer, String> publicKeys = new TreeMap<>();
        numbers.forEach(number -> find(name(number)).ifPresent(secret -> note(number, secret, publicKeys)));
        // A name stays taken for a while after its secret was deleted.
        int next = numbers.isEmpty() ? 1 : numbers.last() + 1;
        for (Optional<DescribeSecretResponse> secret = find(name(next));
                secret.isPresent();
                secret = find(name(next))) {
            note(next, secret.get(), publicKeys);
            next++;
        }
        return new Listing(publicKeys, pointer, next - 1);
    }

    private static void note(int number, DescribeSecretResponse secret, SortedMap<Integer, String> publicKeys) {
        if (secret.deletedDate() == null) {
            publicKeys.put(number, current(secret, PRIVATE_HALF).orElse(""));
        }
    }

    /**
     * The version knows when it was written; the secret's own {@code LastChangedDate} moves with every tag.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretVersionsListEntry.html">CreatedDate</a>
     */
    private Optional<Pointer> pointer() {
        boolean stands = find(pointerName())
                .filter(secret -> secret.deletedDate() == null)
                .isPresent();
        return stands ? currentVersion(pointerName()).flatMap(KeySecrets::pointer) : Optional.empty();
    }

    private static Optional<Pointer> pointer(SecretVersionsListEntry version) {
        return said(version.versionId(), GENERATION)
                .map(id -> id.replaceFirst("-.*", ""))
                .filter(number -> number.matches("[1-9][0-9]{0,8}"))
                .map(number -> new Pointer(Integer.parseInt(number), version.createdDate()));
    }

    private Optional<SecretVersionsListEntry> currentVersion(String name) {
        Optional<SecretVersionsListEntry> current = Optional.empty();
        @Nullable String token = null;
        do {
            @Nullable String from = token;
            ListSecretVersionIdsResponse page =
                    client.listSecretVersionIds(list -> list.secretId(name).nextToken(from));
            current = page.versions().stream()
                    .filter(version -> version.versionStages().contains(CURRENT))
                    .findFirst();
            // A page may be empty though there are more: those without a label are left out of it.
            token = page.nextToken();
        } while (current.isEmpty() && token != null);
        return current;
    }

    /** What the current version's id says after this; empty when it is not one of ours. */
    private static Optional<String> current(DescribeSecretResponse secret, String prefix) {
        return secret.versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains(CURRENT))
                .flatMap(version -> said(version.getKey(), prefix).stream())
                .findFirst();
    }

    private static Optional<String> said(String versionId, String prefix) {
        return versionId.startsWith(prefix) ? Optional.of(versionId.substring(prefix.length())) : Optional.empty();
    }

    private Optional<DescribeSecretResponse> find(String name) {
        try {
            return Optional.of(client.describeSecret(describe -> describe.secretId(name)));
        } catch (FailedCall e) {
            if (e.is("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void store(int generation, String publicKey, String value) {
        create(name(generation), kmsKeyArn.orElse(null), PRIVATE_HALF + publicKey, value);
    }

    @Override
    public void point(int generation) {
        String value = "{\"generation\":" + generation + "}";
        Optional<DescribeSecretResponse> found = find(pointerName());
        if (found.isEmpty()) {
            create(pointerName(), null, GENERATION + generation, value);
            return;
        }
        if (found.get().deletedDate() != null) {
            restore();
        }
        // Under the id of an earlier version the request would be answered, and nothing become current.
        long since = found.get().lastChangedDate().toEpochMilli();
        client.putSecretValue(put -> put.secretId(pointerName())
                .clientRequestToken(GENERATION + generation + "-" + since)
                .secretString(value));
    }

    private void create(String name, @Nullable String keyId, String version, String value) {
        client.createSecret(create -> create.name(name)
                .kmsKeyId(keyId)
                .clientRequestToken(version)
                .secretString(value)
                .tags(tags()));
    }

    /** Somebody has deleted the pointer: signers can read it no more. */
    private void restore() {
        try {
            client.restoreSecret(restore -> restore.secretId(pointerName()));
        } catch (FailedCall e) {
            if (!e.is("InvalidRequestException")) {
                throw e;
            }
            throw new FailedCall(new Failure(
                    Failure.Kind.BLOCKED,
                    "SecretBeingDeleted",
                    "AWS has not yet finished deleting the secret " + pointerName() + "; it goes on by itself.",
                    Duration.ofSeconds(15),
                    null));
        }
    }

    @Override
    public void remove(int generation) {
        delete(name(generation));
    }

    @Override
    public void removePointer() {
        delete(pointerName());
    }

    /**
     * Without a recovery window, which would keep a private key that nobody trusts, and its name, for a week at least.
     * What is not there is no failure then.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html">DeleteSecret</a>
     */
    private void delete(String name) {
        client.deleteSecret(delete -> delete.secretId(name).forceDeleteWithoutRecovery(true));
    }

    private List<Tag> tags() {
        return owner.ownerTags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
