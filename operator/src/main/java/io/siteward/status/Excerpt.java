package io.siteward.status;

/** The beginning of a text that may be too long for where it goes. */
public final class Excerpt {
    private Excerpt() {}

    /**
     * At most so many {@code char}s of it. A character that takes two is not cut in half: on its way the half would become
     * a question mark, and what stands in the cluster would differ from what we wrote for ever.
     */
    public static String of(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean halves = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, halves ? longest - 1 : longest);
    }
}
