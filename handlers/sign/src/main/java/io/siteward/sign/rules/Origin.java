package io.siteward.sign.rules;

import java.util.regex.Pattern;

/**
 * Where pages come from, as a browser says it: no path, no capitals, no port that goes without saying.
 *
 * @param text such as {@code https://docs.example.com}
 */
public record Origin(String text) {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
    private static final String PORT = "(?::[1-9][0-9]{0,4})?";

    /** Without TLS only on one's own machine. */
    private static final Pattern ORIGIN =
            Pattern.compile("https://LABEL(?:\\.LABEL)+PORT|http://(?:LABEL\\.)*localhostPORT"
                    .replace("LABEL", LABEL)
                    .replace("PORT", PORT));

    /**
     * An origin.
     *
     * @throws IllegalArgumentException when it is none
     */
    public Origin {
        if (!ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException("is an origin such as https://docs.example.com");
        }
    }

    /** Its host, without a port. */
    public String host() {
        String rest = text.substring(text.indexOf("//") + 2);
        return rest.contains(":") ? rest.substring(0, rest.indexOf(':')) : rest;
    }
}
