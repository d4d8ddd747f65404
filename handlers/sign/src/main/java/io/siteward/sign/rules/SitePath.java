package io.siteward.sign.rules;

/**
 * What a signature is asked for: one path, or all that begin with it.
 *
 * <p>An asterisk stands at the end or nowhere. CloudFront compares a policy's resource with the whole URL, query string
 * included: {@code /members/*.pdf} would open {@code /members/notes.html?.pdf} too, and so be as wide as {@code /members/*}.
 *
 * @param text with the asterisk, if any
 */
public record SitePath(String text) {
    /**
     * A path.
     *
     * @throws IllegalArgumentException when there is more than one way to read it, with the reason
     */
    public SitePath {
        String path = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
        if (path.indexOf('*') >= 0) {
            throw new IllegalArgumentException("must have no * but at its end");
        }
        UrlPath.check(path);
    }

    /** Whether this stands for all paths that begin with it. */
    public boolean isPattern() {
        return text.endsWith("*");
    }

    PathPattern pattern() {
        return new PathPattern(text);
    }
}
