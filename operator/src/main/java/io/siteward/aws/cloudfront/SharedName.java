package io.siteward.aws.cloudfront;

import io.siteward.graph.DesiredHash;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an object that sites share: {@code siteward-<kind>-<content hash>-<shard>}.
 *
 * <p>It states the content, so an object is never changed except back to what its name says. At most 50 characters;
 * CloudFront allows 64 for origin access controls and functions, 128 for policies, and {@code [A-Za-z0-9-_]} for all.
 *
 * @param kind the short name of the {@link SharedKind}, letters only
 * @param hash the hash of the content
 * @param shard counts from 0; CloudFront associates at most 100 distributions with one object
 */
public record SharedName(String kind, String hash, int shard) {
    /** What all our names begin with. */
    static final String PREFIX = "siteward-";

    private static final Pattern FORM = Pattern.compile(PREFIX + "([a-z]{1,12})-([0-9a-f]{16})-([0-9]{1,4})");

    static SharedName of(SharedKind<?> kind, Object content, int shard) {
        return new SharedName(kind.shortName(), DesiredHash.of(content), shard);
    }

    /** Reads a name; empty when it is not one of ours. */
    public static Optional<SharedName> parse(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(new SharedName(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    SharedName withShard(int other) {
        return new SharedName(kind, hash, other);
    }

    @Override
    public String toString() {
        return PREFIX + kind + "-" + hash + "-" + shard;
    }
}
