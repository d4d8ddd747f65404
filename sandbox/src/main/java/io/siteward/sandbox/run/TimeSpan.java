package io.siteward.sandbox.run;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it: {@code 90s}, {@code 15m}, {@code 2h}, {@code 8d}. */
public final class TimeSpan {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

    private TimeSpan() {}

    /**
     * The time that a text means.
     *
     * @throws IllegalArgumentException when it means none, with what would
     */
    public static Duration parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "A time is a whole number from 1 on with s, m, h or d after it, such as 15m, and not \"" + text
                            + "\".");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
