package io.siteward.aws.cloudfront;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts as CloudFront gives them: an absent one and an empty one mean the same. */
final class Text {
    private Text() {}

    static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
