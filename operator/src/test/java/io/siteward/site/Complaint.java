package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.site.SiteLives.Phase;
import java.util.regex.Pattern;

/**
 * What a site's conditions say while something is the matter.
 *
 * @param words what the message has to contain
 * @param needsAPerson whether it does not pass by itself
 */
record Complaint(String words, boolean needsAPerson) {
    private static final int LONGEST = 600;
    private static final Pattern UNREADABLE =
            Pattern.compile("null|Exception|Optional|java\\.|amazonaws|\\n|\\{|Request ?I[dD]|Status Code");

    static Complaint passing(String words) {
        return new Complaint(words, false);
    }

    static Complaint lasting(String words) {
        return new Complaint(words, true);
    }

    void assertMadeBy(SiteWorld world, Phase phase) {
        Condition synced = world.condition("Synced");
        assertThat(synced.status()).isNotEqualTo("True");
        assertThat(synced.reason()).matches("([A-Z][a-z0-9]+)+");
        Condition telling = needsAPerson ? world.condition("Stalled") : world.condition("Reconciling");
        assertThat(telling.status()).isEqualTo("True");
        assertThat(telling.message()).contains(words);
        assertReadable(telling.message());
        assertReadable(synced.message());
        Condition other = needsAPerson ? world.condition("Reconciling") : world.condition("Stalled");
        assertThat(other.status()).isEqualTo("False");
        if (phase == Phase.CHANGE) {
            assertThat(world.condition("Ready").status())
                    .as("what stands serves on")
                    .isEqualTo("True");
        }
    }

    static void assertReadable(String message) {
        assertThat(message).matches("(?s)[A-Z].{10," + LONGEST + "}").doesNotContainPattern(UNREADABLE);
    }
}
