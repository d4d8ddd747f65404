package io.siteward.sign;

import java.util.List;

/**
 * Where a browser sends the cookies. They have no end of their own: the browser drops them when it is closed, and CloudFront
 * refuses them when their policy ends, as AWS recommends.
 *
 * @param domain with all its subdomains
 * @param path and all below it
 */
public record CookieScope(String domain, String path, SameSite sameSite) {
    /** From whose pages the browser sends them. */
    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None");

        private final String attribute;

        SameSite(String attribute) {
            this.attribute = attribute;
        }

        /** As it stands in a cookie. */
        public String attribute() {
            return attribute;
        }
    }

    /** Whether a browser takes these cookies from a host, and sends them there. */
    public boolean reaches(String host) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    /** The values of the {@code Set-Cookie} headers. */
    public List<String> headers(Grant grant) {
        String attributes =
                "; Domain=" + domain + "; Path=" + path + "; Secure; HttpOnly; SameSite=" + sameSite.attribute();
        return grant.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue() + attributes)
                .toList();
    }
}
