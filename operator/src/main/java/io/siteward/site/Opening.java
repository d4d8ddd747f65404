package io.siteward.site;

import io.siteward.graph.Change;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change of a distribution opens, in words for the site's owner. */
final class Opening {
    private static final Pattern BEHAVIOUR = Pattern.compile(
            "distribution\\.(?:behaviours\\[(?<pattern>[^]]*)]|defaultBehaviour)(?:\\.trustedKeyGroups)?");

    private static final String ACCOUNTS = "keys of AWS accounts";

    private Opening() {}

    /** Who may read what, for example {@code everybody may read what fits /members/* and no other private path}. */
    static String of(Change change) {
        Matcher behaviour = BEHAVIOUR.matcher(change.path());
        if (!behaviour.matches()) {
            return "more people may read, since " + change.path() + " changes";
        }
        String pattern = behaviour.group("pattern") == null ? PrivatePaths.WHOLE_SITE : behaviour.group("pattern");
        return change.desired() == null
                ? "everybody may read what fits " + pattern + " and no other private path"
                : "what fits " + pattern + " opens with signatures for the key groups " + change.desired()
                        + ", and not for " + Objects.requireNonNullElse(change.observed(), ACCOUNTS) + " only";
    }
}
