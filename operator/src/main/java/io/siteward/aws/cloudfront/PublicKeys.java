package io.siteward.aws.cloudfront;

import io.siteward.graph.FailedCall;
import io.siteward.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyList;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;

/**
 * The public halves of one signing key's generations, in CloudFront. They cannot be tagged and never change, so they are
 * owned by their names: {@code siteward-key-<hash of the identity>-<generation>}.
 */
public final class PublicKeys {
    private final CloudFrontClient client;
    private final Identity owner;
    private final Pattern form;

    public PublicKeys(CloudFrontClient client, Identity owner) {
        this.client = client;
        this.owner = owner;
        this.form = Pattern.compile(Pattern.quote(prefix()) + "([1-9][0-9]{0,8})");
    }

    /**
     * One of them.
     *
     * @param made when, by AWS's clock
     */
    public record Found(String id, Instant made) {}

    /**
     * What the account has.
     *
     * @param own the owner's keys, by generation
     * @param inAccount how many keys there are in all
     */
    public record Listing(SortedMap<Integer, Found> own, int inAccount) {}

    public Listing list() {
        SortedMap<Integer, Found> own = new TreeMap<>();
        int inAccount = 0;
        @Nullable String marker = null;
        do {
            @Nullable String from = marker;
            PublicKeyList page =
                    client.listPublicKeys(list -> list.marker(from)).publicKeyList();
            for (PublicKeySummary key : page.items()) {
                inAccount++;
                Matcher name = form.matcher(key.name());
                if (name.matches()) {
                    own.put(Integer.valueOf(name.group(1)), new Found(key.id(), key.createdTime()));
                }
            }
            marker = page.nextMarker();
        } while (marker != null && !marker.isEmpty());
        return new Listing(own, inAccount);
    }

    /** Whether there is a key with this id; certain, where a list may lag. */
    public boolean stands(String id) {
        return name(id).isPresent();
    }

    /** Whether there is a key with this id, and it is that generation's; certain, where a list may lag. */
    public boolean isOwn(String id, int generation) {
        return name(id).filter((prefix() + generation)::equals).isPresent();
    }

    private Optional<String> name(String id) {
        try {
            return Optional.of(client.getPublicKeyConfig(get -> get.id(id))
                    .publicKeyConfig()
                    .name());
        } catch (FailedCall e) {
            if (e.is("NoSuchPublicKey")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Publishes one.
     *
     * @param pem its SubjectPublicKeyInfo
     * @return its id, by which signatures name it
     */
    public String create(int generation, String pem) {
        String name = prefix() + generation;
        // Another key under a reference that was used is refused, and so the key is in it.
        UUID content = UUID.nameUUIDFromBytes(pem.getBytes(StandardCharsets.UTF_8));
        return client.createPublicKey(create -> create.publicKeyConfig(config -> config.name(name)
                        .callerReference(name + "-" + content)
                        .comment(KeyGroups.comment(owner))
                        .encodedKey(pem)))
                .publicKey()
                .id();
    }

    /** Removes one; nothing if it is gone. CloudFront refuses as long as a key group has it. */
    public void delete(String id) {
        try {
            String etag = client.getPublicKey(get -> get.id(id)).eTag();
            client.deletePublicKey(delete -> delete.id(id).ifMatch(etag));
        } catch (FailedCall e) {
            if (!e.is("NoSuchPublicKey")) {
                throw e;
            }
        }
    }

    private String prefix() {
        return KeyGroups.name(owner) + "-";
    }
}
