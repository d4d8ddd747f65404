package io.siteward.sandbox.aws.secretsmanager;

import io.siteward.sandbox.aws.kms.KeyUse;
import io.siteward.sandbox.aws.secretsmanager.StoredSecret.Deletion;
import io.siteward.sandbox.aws.secretsmanager.StoredSecret.Value;
import io.siteward.sandbox.aws.secretsmanager.StoredSecret.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/** The operations, for a caller in one region. What is not here is left to the interface, which throws. */
final class SecretsManagerCalls implements SecretsManagerClient {

    private final Secrets secrets;
    private final Duration forcedDeletion;
    private final BiFunction<String, String, KeyUse> keys;

    /** @param keys uses a KMS key, told its id and the action, as the caller */
    SecretsManagerCalls(Secrets secrets, Duration forcedDeletion, BiFunction<String, String, KeyUse> keys) {
        this.secrets = secrets;
        this.forcedDeletion = forcedDeletion;
        this.keys = keys;
    }

    /** The same request once more, with its token and its value, is answered with the secret that it made. */
    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest request) {
        SecretRules.checkName(request.name());
        serve(!request.hasAddReplicaRegions(), "AddReplicaRegions");
        Optional<Value> value = SecretRules.value(request.secretString(), request.secretBinary());
        Optional<StoredSecret> before = secrets.find(request.name());
        if (before.isPresent()) {
            return created(sameAgain(before.get(), request.clientRequestToken(), value), request.clientRequestToken());
        }
        SecretRules.checkTags(request.tags(), request.tags().size());
        Optional<String> key = Optional.ofNullable(request.kmsKeyId()).filter(id -> !id.isEmpty());
        Instant now = secrets.now();
        StoredSecret secret = new StoredSecret(
                request.name(),
                secrets.newArn(request.name()),
                Optional.ofNullable(request.description()),
                key,
                now,
                now,
                Map.of(),
                Map.of(),
                request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)),
                Optional.empty());
        if (value.isEmpty()) {
            return created(secrets.put(secret), null);
        }
        encrypt(key);
        Version version = new Version(value.get(), now);
        return created(
                secrets.put(secret.with(request.clientRequestToken(), version, List.of(StoredSecret.CURRENT))),
                request.clientRequestToken());
    }

    private static StoredSecret sameAgain(StoredSecret before, String token, Optional<Value> value) {
        if (before.gone().isPresent()) {
            throw SecretRefusal.INVALID_REQUEST.because("You can't create this secret because a secret with this name"
                    + " is already scheduled for deletion.");
        }
        Optional<Value> made = Optional.ofNullable(before.versions().get(token)).map(Version::value);
        if (made.isEmpty() || !made.equals(value)) {
            throw SecretRefusal.RESOURCE_EXISTS.because(
                    "The operation failed because the secret " + before.name() + " already exists.");
        }
        return before;
    }

    private static CreateSecretResponse created(StoredSecret secret, @Nullable String versionId) {
        return CreateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(versionId)
                .build();
    }

    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
        StoredSecret secret = secrets.usable(request.secretId());
        Value value = SecretRules.value(request.secretString(), request.secretBinary())
                .orElseThrow(() ->
                        SecretRefusal.INVALID_REQUEST.because("You must provide either SecretString or SecretBinary."));
        String token = request.clientRequestToken();
        Version before = secret.versions().get(token);
        if (before != null && !before.value().equals(value)) {
            throw SecretRefusal.RESOURCE_EXISTS.because("You can't use ClientRequestToken " + token
                    + " because that value is already in use for a version of secret " + secret.arn() + ".");
        }
        StoredSecret after = secret;
        if (before == null) {
            encrypt(secret.keyId());
            List<String> labels = request.hasVersionStages() ? request.versionStages() : List.of(StoredSecret.CURRENT);
            after = secrets.put(secret.with(token, new Version(value, secrets.now()), labels));
        }
        return PutSecretValueResponse.builder()
                .arn(after.arn())
                .name(after.name())
                .versionId(token)
                .versionStages(after.labelsOf(token))
                .build();
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        StoredSecret secret = secrets.usable(request.secretId());
        String label = Optional.ofNullable(request.versionStage()).orElse(StoredSecret.CURRENT);
        String id = Optional.ofNullable(request.versionId())
                .or(() -> Optional.ofNullable(secret.stages().get(label)))
                .orElse("");
        Version version = secret.versions().get(id);
        if (version == null) {
            throw SecretRefusal.RESOURCE_NOT_FOUND.because(
                    "Secrets Manager can't find the specified secret value for staging label: " + label);
        }
        if (request.versionId() != null
                && request.versionStage() != null
                && !secret.labelsOf(id).contains(label)) {
            throw SecretRefusal.INVALID_REQUEST.because(
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        secret.keyId().ifPresent(key -> use(key, "kms:Decrypt", SecretRefusal.DECRYPTION_FAILURE));
        return GetSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(id)
                .versionStages(secret.labelsOf(id))
                .secretString(version.value().text().orElse(null))
                .secretBinary(version.value().bytes().orElse(null))
                .createdDate(version.at())
                .build();
    }

    /** Answers for a secret that is to be deleted, too. */
    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
        StoredSecret secret = secrets.get(request.secretId());
        return DescribeSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .description(secret.description().orElse(null))
                .kmsKeyId(secret.keyId().orElse(null))
                .createdDate(secret.created())
                .lastChangedDate(secret.changed())
                .deletedDate(secret.gone().map(Deletion::date).orElse(null))
                .versionIdsToStages(secret.labels())
                .tags(secret.tags().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    /** Answers for a secret that is to be deleted, too. */
    @Override
    public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request) {
        StoredSecret secret = secrets.get(request.secretId());
        VersionsPage page = VersionsPage.of(secret, request);
        return ListSecretVersionIdsResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versions(page.entries())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /**
     * Deletes at the end of a window, or soon if forced: in the meantime the name is not free.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html">DeleteSecret</a>
     */
    @Override
    public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
        boolean forced = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        Instant now = secrets.now();
        Instant date = now.plus(SecretRules.window(request, forced));
        Deletion deletion = new Deletion(date, forced ? now.plus(forcedDeletion) : date, !forced);
        if (forced && secrets.find(request.secretId()).isEmpty()) {
            return DeleteSecretResponse.builder()
                    .name(request.secretId())
                    .deletionDate(now)
                    .build();
        }
        StoredSecret secret = forced ? secrets.get(request.secretId()) : secrets.usable(request.secretId());
        secrets.put(secret.withDeletion(Optional.of(deletion), now));
        return DeleteSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .deletionDate(date)
                .build();
    }

    @Override
    public RestoreSecretResponse restoreSecret(RestoreSecretRequest request) {
        StoredSecret secret = secrets.get(request.secretId());
        if (!secret.gone().map(Deletion::recoverable).orElse(true)) {
            throw SecretRefusal.INVALID_REQUEST.because(
                    "You can't perform this operation on the secret because it was deleted without recovery.");
        }
        secrets.put(secret.withDeletion(Optional.empty(), secrets.now()));
        return RestoreSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        StoredSecret secret = secrets.usable(request.secretId());
        Map<String, String> tags = new TreeMap<>(secret.tags());
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        SecretRules.checkTags(request.tags(), tags.size());
        secrets.put(secret.withTags(tags, secrets.now()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        StoredSecret secret = secrets.usable(request.secretId());
        Map<String, String> tags = new TreeMap<>(secret.tags());
        tags.keySet().removeAll(request.tagKeys());
        secrets.put(secret.withTags(tags, secrets.now()));
        return UntagResourceResponse.builder().build();
    }

    private void encrypt(Optional<String> key) {
        key.ifPresent(id -> {
            use(id, "kms:GenerateDataKey", SecretRefusal.ENCRYPTION_FAILURE);
            use(id, "kms:Decrypt", SecretRefusal.ENCRYPTION_FAILURE);
        });
    }

    private void use(String keyId, String action, SecretRefusal failure) {
        KeyUse use = keys.apply(keyId, action);
        switch (use.outcome()) {
            case DONE -> {}
            case NO_SUCH_KEY, DISABLED -> throw failure.because(use.message());
            case FORBIDDEN -> throw SecretRefusal.ACCESS_DENIED.because("Access to KMS is not allowed");
        }
    }

    private static void serve(boolean isServed, String member) {
        if (!isServed) {
            throw new UnsupportedOperationException("the in-memory Secrets Manager does not serve this " + member);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
