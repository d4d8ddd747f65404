package io.siteward.aws.ssm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.aws.StoredKeys;
import io.siteward.graph.FailedCall;
import io.siteward.identity.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Keys in Parameter Store, a SecureString each. The operator needs no right to decrypt them. */
public final class KeyParameters implements StoredKeys {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POINTER = "current";
    private static final String PUBLIC_KEY = Identity.TAG_PREFIX + "public-key";

    private final SsmClient client;
    private final Identity owner;
    private final Optional<String> kmsKeyArn;

    /** @param kmsKeyArn with what they are encrypted; empty for the account's own key of Parameter Store */
    public KeyParameters(SsmClient client, Identity owner, Optional<String> kmsKeyArn) {
        this.client = client;
        this.owner = owner;
        this.kmsKeyArn = kmsKeyArn;
    }

    /** Under this name, with {@code current} or a generation after the slash. */
    public static String folder(Identity owner) {
        return "/siteward/" + owner.fleet() + "/" + owner.namespace() + "/" + owner.name();
    }

    @Override
    public String pointerName() {
        return folder(owner) + "/" + POINTER;
    }

    @Override
    public Listing list(Collection<Integer> published) {
        SortedMap<Integer, String> publicKeys = new TreeMap<>();
        Optional<Pointer> pointer = Optional.empty();
        @Nullable String token = null;
        do {
            @Nullable String from = token;
            GetParametersByPathResponse page = client.getParametersByPath(
                    get -> get.path(folder(owner)).withDecryption(false).nextToken(from));
            for (Parameter parameter : page.parameters()) {
                String name = parameter.name().substring(folder(owner).length() + 1);
                if (name.equals(POINTER)) {
                    pointer = generation(parameter.value())
                            .map(number -> new Pointer(number, parameter.lastModifiedDate()));
                } else if (name.matches("[1-9][0-9]{0,8}")) {
                    publicKeys.put(Integer.valueOf(name), publicKey(parameter.name()));
                }
            }
            token = page.nextToken();
        } while (token != null);
        return new Listing(publicKeys, pointer, publicKeys.isEmpty() ? 0 : publicKeys.lastKey());
    }

    private static Optional<Integer> generation(String pointer) {
        try {
            JsonNode generation = JSON.readTree(pointer).path("generation");
            return generation.canConvertToInt() ? Optional.of(generation.intValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What it was stored for; a name that no public key has when nobody says. */
    private String publicKey(String name) {
        return client
                .listTagsForResource(list ->
                        list.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name))
                .tagList()
                .stream()
                .filter(tag -> tag.key().equals(PUBLIC_KEY))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    @Override
    public void store(int generation, String publicKey, String value) {
        client.putParameter(put -> put.name(folder(owner) + "/" + generation)
                .type(ParameterType.SECURE_STRING)
                .tier(ParameterTier.STANDARD)
                .keyId(kmsKeyArn.orElse(null))
                .value(value)
                .overwrite(false)
                .tags(tags(Map.of(PUBLIC_KEY, publicKey))));
    }

    @Override
    public void point(int generation) {
        // Tags cannot be given to what is written over:
        // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
        client.putParameter(put -> put.name(pointerName())
                .type(ParameterType.STRING)
                .tier(ParameterTier.STANDARD)
                .value("{\"generation\":" + generation + "}")
                .overwrite(true));
    }

    @Override
    public void remove(int generation) {
        delete(folder(owner) + "/" + generation);
    }

    @Override
    public void removePointer() {
        delete(pointerName());
    }

    private void delete(String name) {
        try {
            client.deleteParameter(delete -> delete.name(name));
        } catch (FailedCall e) {
            if (!e.is("ParameterNotFound")) {
                throw e;
            }
        }
    }

    private List<Tag> tags(Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(owner.ownerTags());
        tags.putAll(more);
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
