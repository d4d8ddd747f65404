package io.siteward.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The identity of a custom resource across restarts, re-creation and clusters. It has no UID: the same manifest applied
 * again is the same site.
 *
 * @param fleet the clusters that act as one
 * @param kind the custom resource's kind, for example {@code SecureSite}
 * @param namespace its namespace
 * @param name its name
 */
public record Identity(String fleet, String kind, String namespace, String name) {
    /** What all our tag keys begin with. */
    public static final String TAG_PREFIX = "siteward.io/";

    /** The tags that mark an AWS resource as ours. Separate ones, since a tag's value holds 256 characters. */
    public Map<String, String> ownerTags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(TAG_PREFIX + "fleet", fleet);
        tags.put(TAG_PREFIX + "kind", kind);
        tags.put(TAG_PREFIX + "namespace", namespace);
        tags.put(TAG_PREFIX + "name", name);
        return tags;
    }

    /** Whether these tags of an AWS resource say that it is ours. */
    public boolean owns(Map<String, String> tags) {
        return ownerTags().entrySet().stream().allMatch(tag -> tag.getValue().equals(tags.get(tag.getKey())));
    }

    /** The first 20 hexadecimal digits (80 bits) of the identity's SHA-256, for names and tokens. */
    public String hash() {
        return sha256(toString()).substring(0, 20);
    }

    @Override
    public String toString() {
        return String.join("/", fleet, kind, namespace, name);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
