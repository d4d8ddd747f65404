package io.siteward.sandbox.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a document, from its head to the next part.
 *
 * @param title of the head
 */
record DocumentPart(String title) {
    /** The document with this in the place of what the part was, or at its end. */
    String put(String document, String section) {
        Pattern whole = Pattern.compile(
                "^## " + Pattern.quote(title) + "\n.*?(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
        Matcher old = whole.matcher(document);
        if (!old.find()) {
            return document.stripTrailing() + "\n\n" + section;
        }
        String rest = document.substring(old.end());
        return document.substring(0, old.start()) + section + (rest.isEmpty() ? "" : "\n" + rest);
    }
}
