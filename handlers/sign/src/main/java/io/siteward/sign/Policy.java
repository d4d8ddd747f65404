package io.siteward.sign;

import io.siteward.sign.json.JsonText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a signature allows: which URLs, until when, from when, and from where.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">custom
 *     policies</a>
 */
public final class Policy {
    /** CloudFront's times are 32-bit integers: 2038-01-19T03:14:07Z. */
    public static final long LATEST = Integer.MAX_VALUE;

    private final String resource;
    private final long expires;
    private final boolean canned;
    private final String json;

    private Policy(String resource, long expires, boolean canned, String json) {
        this.resource = resource;
        this.expires = expires;
        this.canned = canned;
        this.json = json;
    }

    /**
     * A policy that CloudFront puts together itself, from the URL that is asked for and from {@code Expires}. So it can
     * name one URL only, in exactly the form in which the viewer sends it.
     *
     * @param url with its query string, if any
     * @param expires in seconds since 1970
     * @throws IllegalArgumentException when the URL has a wildcard, or what a viewer would not send as it is
     */
    public static Policy canned(String url, long expires) {
        if (!isSentAsItIs(url) || url.indexOf('*') >= 0) {
            throw new IllegalArgumentException("A canned policy needs a URL that is encoded, and without wildcards.");
        }
        return new Policy(url, checked(expires), true, statement(url, "{" + before(expires) + "}"));
    }

    /**
     * A policy that goes along with the signature.
     *
     * @param resource a URL in which {@code *} stands for any characters and {@code ?} for one
     * @param expires in seconds since 1970
     * @param from in seconds since 1970; none: at once
     * @param addresses none: all
     * @throws IllegalArgumentException when a time is out of range, or the resource is no text
     */
    public static Policy custom(String resource, long expires, OptionalLong from, @Nullable IpRange addresses) {
        if (from.isPresent() && checked(from.getAsLong()) >= expires) {
            throw new IllegalArgumentException("A policy must begin before it ends.");
        }
        StringBuilder condition = new StringBuilder("{").append(before(checked(expires)));
        from.ifPresent(time -> condition
                .append(",\"DateGreaterThan\":{\"AWS:EpochTime\":")
                .append(time)
                .append('}'));
        if (addresses != null) {
            condition
                    .append(",\"IpAddress\":{\"AWS:SourceIp\":")
                    .append(JsonText.quoted(addresses.cidr()))
                    .append('}');
        }
        return new Policy(
                resource,
                expires,
                false,
                statement(resource, condition.append('}').toString()));
    }

    private static String statement(String resource, String condition) {
        return "{\"Statement\":[{\"Resource\":" + JsonText.quoted(resource) + ",\"Condition\":" + condition + "}]}";
    }

    private static String before(long expires) {
        return "\"DateLessThan\":{\"AWS:EpochTime\":" + expires + "}";
    }

    private static long checked(long time) {
        if (time < 1 || time > LATEST) {
            throw new IllegalArgumentException("A policy's time is from 1 to " + LATEST + ", and not " + time + ".");
        }
        return time;
    }

    /** Whether this has only what stands in a URL unencoded: CloudFront would put together another text otherwise. */
    private static boolean isSentAsItIs(String url) {
        return url.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"\\<>^`{|}#".indexOf(c) < 0);
    }

    /** The URL, or the pattern of URLs. */
    public String resource() {
        return resource;
    }

    /** In seconds since 1970. */
    public long expires() {
        return expires;
    }

    /** Whether CloudFront can put this together itself. */
    public boolean isCanned() {
        return canned;
    }

    /** What is signed: JSON without white space. */
    public String json() {
        return json;
    }
}
