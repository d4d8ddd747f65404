package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.cloudfront.Entities.Entity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeletePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeletePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudfront.model.ListPublicKeysResponse;
import software.amazon.awssdk.services.cloudfront.model.PublicKey;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyList;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;
import software.amazon.awssdk.services.cloudfront.model.UpdatePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdatePublicKeyResponse;

/**
 * The public keys of one account. Names are unique, and so are CallerReferences: AWS lists {@code
 * PublicKeyAlreadyExists} and does not say that a repeated request is answered with the key it made, so here it is not.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreatePublicKey.html">CreatePublicKey</a>
 */
final class PublicKeys {
    private static final int LONGEST_COMMENT = 128;

    private final CloudFrontContext context;
    private final Entities<PublicKeyConfig> entities;
    private final Map<String, String> idsByCallerReference = new HashMap<>();

    PublicKeys(CloudFrontContext context, Predicate<String> inUse) {
        this.context = context;
        Entities.Kind kind = new Entities.Kind(
                "public key",
                Refusal.NO_SUCH_PUBLIC_KEY,
                Refusal.PUBLIC_KEY_ALREADY_EXISTS,
                Refusal.TOO_MANY_PUBLIC_KEYS,
                Refusal.PUBLIC_KEY_IN_USE,
                CloudFrontQuotas::publicKeys);
        entities = new Entities<>(kind, context, context.ids()::nextKey, inUse);
    }

    boolean has(String id) {
        return entities.has(id);
    }

    /** The key that signatures are verified with. */
    java.security.PublicKey key(String id) {
        return EncodedKey.parse(entities.get(id).config().encodedKey()).orElseThrow();
    }

    CreatePublicKeyResponse create(CreatePublicKeyRequest request) {
        PublicKeyConfig config = accepted(request.publicKeyConfig());
        if (idsByCallerReference.containsKey(config.callerReference())) {
            throw Refusal.PUBLIC_KEY_ALREADY_EXISTS.because(
                    "The caller reference that you are using to create a CloudFront public key is associated with"
                            + " another public key.");
        }
        Entity<PublicKeyConfig> entity = entities.create(config.name(), config);
        idsByCallerReference.put(config.callerReference(), entity.id());
        return CreatePublicKeyResponse.builder()
                .publicKey(shape(entity))
                .location(Locations.of("public-key", entity.id()))
                .eTag(entity.etag())
                .build();
    }

    GetPublicKeyResponse get(GetPublicKeyRequest request) {
        Entity<PublicKeyConfig> entity = entities.get(request.id());
        return GetPublicKeyResponse.builder()
                .publicKey(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    GetPublicKeyConfigResponse getConfig(GetPublicKeyConfigRequest request) {
        Entity<PublicKeyConfig> entity = entities.get(request.id());
        return GetPublicKeyConfigResponse.builder()
                .publicKeyConfig(entity.config())
                .eTag(entity.etag())
                .build();
    }

    /**
     * Changes the comment, which is all that can be changed.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdatePublicKey.html">UpdatePublicKey</a>
     */
    UpdatePublicKeyResponse update(UpdatePublicKeyRequest request) {
        PublicKeyConfig before = entities.get(request.id()).config();
        PublicKeyConfig after = accepted(request.publicKeyConfig());
        IfMatch.check(request.ifMatch(), entities.get(request.id()).etag());
        if (!after.toBuilder().comment(before.comment()).build().equals(before)) {
            throw Refusal.CANNOT_CHANGE_IMMUTABLE_PUBLIC_KEY_FIELDS.because(
                    "You can't change the value of a public key.");
        }
        Entity<PublicKeyConfig> entity = entities.update(request.id(), request.ifMatch(), after.name(), after);
        return UpdatePublicKeyResponse.builder()
                .publicKey(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    DeletePublicKeyResponse delete(DeletePublicKeyRequest request) {
        entities.delete(request.id(), request.ifMatch());
        if (!context.settings().get().callerReferencesStay()) {
            idsByCallerReference.values().remove(request.id());
        }
        return DeletePublicKeyResponse.builder().build();
    }

    ListPublicKeysResponse list(ListPublicKeysRequest request) {
        Page<Entity<PublicKeyConfig>> page = Page.of(entities.list(), Entity::id, request.marker(), request.maxItems());
        return ListPublicKeysResponse.builder()
                .publicKeyList(PublicKeyList.builder()
                        .items(page.items().stream().map(PublicKeys::summary).toList())
                        .quantity(page.items().size())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .build())
                .build();
    }

    /**
     * Ends the key with a line break, as AWS does, and refuses what is no key for signatures.
     *
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_PublicKeyConfig.html">
     *     PublicKeyConfig</a>
     * @see <a href="https://github.com/hashicorp/terraform-provider-aws/issues/40295">The line break</a>
     */
    private static PublicKeyConfig accepted(PublicKeyConfig config) {
        Arguments.require(config, "PublicKeyConfig");
        Arguments.check(
                config.callerReference() != null && !config.callerReference().isEmpty(),
                "The parameter CallerReference is required.");
        Arguments.check(config.name() != null && !config.name().isBlank(), "The parameter Name is required.");
        Arguments.length(config.comment(), LONGEST_COMMENT, "Comment");
        String pem = Optional.ofNullable(config.encodedKey()).orElse("");
        Arguments.check(
                EncodedKey.parse(pem).isPresent(),
                "The parameter EncodedKey must be a PEM-encoded RSA 2048 or ECDSA 256 public key.");
        return config.toBuilder()
                .comment(config.comment() == null ? "" : config.comment())
                .encodedKey(pem.endsWith("\n") ? pem : pem + "\n")
                .build();
    }

    private static PublicKey shape(Entity<PublicKeyConfig> entity) {
        return PublicKey.builder()
                .id(entity.id())
                .createdTime(entity.created())
                .publicKeyConfig(entity.config())
                .build();
    }

    private static PublicKeySummary summary(Entity<PublicKeyConfig> entity) {
        return Shapes.copy(entity.config(), PublicKeySummary.builder())
                .id(entity.id())
                .createdTime(entity.created())
                .build();
    }
}
