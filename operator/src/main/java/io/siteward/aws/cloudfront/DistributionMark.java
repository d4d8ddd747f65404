package io.siteward.aws.cloudfront;

import io.siteward.identity.Identity;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a site's distribution is known: its CallerReference, which can never change, its comment and its tags. */
final class DistributionMark {
    private static final int MAX_COMMENT = 128;

    private final Identity identity;
    private final String stem;
    private final Pattern reference;

    DistributionMark(Identity identity) {
        this.identity = identity;
        this.stem = "siteward-" + identity.hash() + "-g";
        this.reference = Pattern.compile(Pattern.quote(stem) + "([0-9]{1,6})");
    }

    /** The CallerReference of the n-th distribution that this site makes. */
    String reference(int generation) {
        return stem + generation;
    }

    /** Which generation a CallerReference names; 0 when it is not of this site. */
    int generation(String callerReference) {
        Matcher matcher = reference.matcher(callerReference);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** For people, and to find candidates by, since lists carry neither tags nor CallerReference. */
    String comment() {
        String hash = " (" + identity.hash() + ")";
        String name = "Siteward " + identity.namespace() + "/" + identity.name();
        return name.substring(0, Math.min(name.length(), MAX_COMMENT - hash.length())) + hash;
    }

    boolean isIn(String comment) {
        return comment.contains(identity.hash());
    }

    /** Whether the tags name an owner, and not this one. */
    boolean isAnothers(Map<String, String> tags) {
        return !identity.owns(tags) && identity.ownerTags().keySet().stream().allMatch(tags::containsKey);
    }

    /** Whether a distribution with this reference and these tags is the site's; its tags may have been taken away. */
    boolean isOn(String callerReference, Map<String, String> tags) {
        return generation(callerReference) > 0 && !isAnothers(tags);
    }
}
